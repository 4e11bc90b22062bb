/**
 * What the clocks say when a case stands still (3.6, 4.4): what waits, since when, and how to go on. `ref` is what may
 * be typed back (10.1).
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
  line('未签收', facts, `${facts.handlerName}还没签收，请催一下，或回“转 ${facts.ref} 姓名或部门”。`)

export const verifyStanding = (facts: StandingFacts & { verifierName: string }): string =>
  line(
    '待核实',
    facts,
    `${facts.verifierName}还没核实，请回“核实 ${facts.ref}”或“不通过 ${facts.ref} 原因”。`,
  )

export const closeStanding = (facts: StandingFacts): string =>
  line('待结案', facts, `请回“同意 ${facts.ref}”结案，要退办就回“不同意 ${facts.ref} 原因”。`)

export const countyStanding = (facts: StandingFacts): string =>
  line('县里在办', facts, '请问一下县指挥中心的进展，有结果了告诉居民。')

export const overStanding = (facts: StandingFacts & { handlerName: string }): string =>
  line('超期未结', facts, `由${facts.handlerName}负责，请尽快办好，回“办结 ${facts.ref} 结果”。`)

export const shelvedStanding = (facts: StandingFacts): string =>
  line('挂账', facts, '到了再办的日子还没恢复，请看一下。')

/** Of an ended case: somebody objects, or wants it reopened once more. */
export const askStanding = (facts: StandingFacts): string =>
  line('等您决定', facts, `请回“同意 ${facts.ref}”或“不同意 ${facts.ref} 原因”。`)

/** 4.3: for whoever keeps the rule file. */
export const unknownYear = (years: readonly number[]): string =>
  `【工作日历】${years.map(String).join('、')}年的放假和调休安排还没有，暂按周一到周五上班算时限。请管理员把放假日和调休日补进规则。`
