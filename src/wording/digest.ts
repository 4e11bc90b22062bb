/** What a handler and the director read in the morning (5.5, 2.3): few lines, what presses first. */
export interface DigestLine {
  number: string
  matter: string
  /** How long is left, or how long it is over. */
  span: string
  /** e.g. 今天17:30 */
  due: string
}

export const overdueLine = ({ number, matter, span, due }: DigestLine): string =>
  `超期：${number} ${matter}，过了${span}（${due}）`
export const todayLine = ({ number, matter, span, due }: DigestLine): string =>
  `今天到期：${number} ${matter}，还剩${span}（${due}）`
/** Said in the morning of the day in whose course half of the time goes: 今天, for it is not gone yet. */
export const halfLine = ({ number, matter, span, due }: DigestLine): string =>
  `今天时间过半：${number} ${matter}，还剩${span}（${due}）`

export const digest = (lines: readonly string[], more: number): string =>
  ['【今天要办】', ...lines, ...(more > 0 ? [`另有${String(more)}件在办，回“我的待办”看全部。`] : [])].join(
    '\n',
  )

/** What went under the director's standing authority since the last list (2.3). */
export interface AuthorityFacts {
  filed: number
  closed: number
  /** Numbers of the cases. */
  refused: readonly string[]
}

export const underAuthority = ({ filed, closed, refused }: AuthorityFacts): string => {
  const parts = [
    ...(filed > 0 ? [`立案${String(filed)}件`] : []),
    ...(closed > 0 ? [`结案${String(closed)}件`] : []),
    ...(refused.length > 0 ? [`不予受理${String(refused.length)}件（${listed(refused)}）`] : []),
  ]
  return `【授权办理】上次汇总以来，按您的授权办了：${parts.join('，')}。`
}

const listedAtMost = 5
const listed = (numbers: readonly string[]): string =>
  numbers.slice(0, listedAtMost).join('、') + (numbers.length > listedAtMost ? '等' : '')

/** Item for whoever is on duty: what may have reached nobody, without words. */
export const undelivered = (count: number, numbers: readonly string[]): string =>
  `【没送到】有${String(count)}条消息可能没送到${numbers.length === 0 ? '' : `，涉及${listed(numbers)}`}，请用电话补一下。`

/** 6.7: counts of a room, nobody's name and nobody's door. */
export interface WeekFacts {
  /** e.g. 11月23日 */
  from: string
  to: string
  received: number
  solved: number
  partly: number
  explained: number
  open: number
  /** Null: too few have rated to say. */
  rated: { all: number; content: number } | null
}

export const weekSummary = (facts: WeekFacts): string => {
  const done = [
    `解决${String(facts.solved)}件`,
    ...(facts.partly > 0 ? [`部分解决${String(facts.partly)}件`] : []),
    `解释说明${String(facts.explained)}件`,
  ]
  const rated =
    facts.rated === null
      ? ''
      : `\n${String(facts.rated.all)}件有评价，其中${String(facts.rated.content)}件满意或基本满意。`
  return (
    `【本群小结】${facts.from}到${facts.to}，新收到${String(facts.received)}件；${done.join('，')}；` +
    `还在办${String(facts.open)}件。${rated}\n有事随时在群里说。`
  )
}
