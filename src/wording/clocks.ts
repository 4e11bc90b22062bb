/**
 * What the clocks say when a case stands still (3.6, 4.4): what waits, since when, and how to go on. `ref` is what may
 * be typed back (10.1). One text is read by whose turn it is and by those who press, so it names whoever is to act.
 */
export interface StandingFacts {
  number: string
  ref: string
  matter: string
  /** How long ago the stage began, in words. */
  waited: string
}

const line = (mark: string, { number, matter, waited }: StandingFacts, ask: string): string =>
  `【${mark}】${number} ${matter}，已等${waited}。${ask}`

export const triageStanding = (facts: StandingFacts): string =>
  line('待研判', facts, `请回“同意 ${facts.ref}”或“不同意 ${facts.ref}”。`)

export const filedStanding = (facts: StandingFacts): string =>
  line('待派遣', facts, `还没派出去，请回“转 ${facts.ref} 姓名或部门”。`)

export const acceptStanding = (facts: StandingFacts & { handlerName: string }): string =>
  line(
    '未签收',
    facts,
    `请${facts.handlerName}回“签收 ${facts.ref}”；要改派，由值班人员回“转 ${facts.ref} 姓名或部门”。`,
  )

export const verifyStanding = (facts: StandingFacts & { verifierName: string }): string =>
  line('待核实', facts, `请${facts.verifierName}回“核实 ${facts.ref}”，不属实回“不通过 ${facts.ref} 原因”。`)

export const closeStanding = (facts: StandingFacts): string =>
  line('待结案', facts, `请回“同意 ${facts.ref}”结案，要退办就回“不同意 ${facts.ref} 原因”。`)

export const countyStanding = (facts: StandingFacts): string =>
  line('县里在办', facts, '请问一下县指挥中心的进展，有结果了告诉居民。')

export const overStanding = (facts: StandingFacts & { handlerName: string }): string =>
  line('超期未结', facts, `请${facts.handlerName}尽快办好，回“办结 ${facts.ref} 结果”。`)

export const shelvedStanding = (facts: StandingFacts): string =>
  line('挂账', facts, '到了再办的日子还没恢复，请看一下。')

/** Of an ended case: somebody objects, or wants it reopened once more. */
export const askStanding = (facts: StandingFacts): string =>
  line('等您决定', facts, `请回“同意 ${facts.ref}”或“不同意 ${facts.ref} 原因”。`)

type Lying = Omit<StandingFacts, 'waited'>

/** 4.4: to the next in the handler's post, who has no task and cannot accept in the handler's place. */
export const acceptForDeputy = (facts: Lying & { handlerName: string; deputyName: string }): string =>
  `【未签收】${facts.number} ${facts.matter}，${facts.handlerName}还没签收。请${facts.deputyName}提醒一下；` +
  `要改派，由值班人员回“转 ${facts.ref} 姓名或部门”。`

/** 4.4: where the handler's post has no deputy. */
export const acceptForDuty = (facts: Lying & { handlerName: string }): string =>
  `【未签收】${facts.number} ${facts.matter}，${facts.handlerName}还没签收，请催一下，或回“转 ${facts.ref} 姓名或部门”。`

/** 4.4: nobody is left in the line of 3.7 who could take the verification over. */
export const verifyForDuty = (facts: Lying & { verifierName: string }): string =>
  `【待核实】${facts.number} ${facts.matter}，${facts.verifierName}还没核实，请催一下。`

/** 4.3: for whoever keeps the rule file. */
export const unknownYear = (years: readonly number[]): string =>
  `【工作日历】${years.map(String).join('、')}年的放假和调休安排还没有，暂按周一到周五上班算时限。请管理员把放假日和调休日补进规则。`
