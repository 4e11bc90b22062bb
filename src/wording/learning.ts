/** What the director reads in the morning of what was learnt at night from the centre's corrections. */
export interface LearningFacts {
  corrections: number
  /** Of the corrections that were new: how many there are, and how many were read right before and after. */
  fresh: { of: number; before: number; after: number } | null
}

const figuresSaid = ({ fresh }: LearningFacts): string =>
  fresh === null || fresh.of === 0
    ? ''
    : `${String(fresh.of)}条新纠正，原来读对${String(fresh.before)}条，新的读对${String(fresh.after)}条`

const joinedBy = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('；')

export const learningTaken = (facts: LearningFacts): string =>
  `【识读学习】昨夜按${String(facts.corrections)}条纠正学了一遍：${joinedBy([figuresSaid(facts), '别的没有变差，已经换用新的'])}。要退回，在网页“识读”里点“退回上一个”。`

/** Why it was kept out, by the first word of the code in train/decide.ts. */
const reasons: Readonly<Record<string, string>> = {
  worse: '别的话读得差了',
  not_better: '纠正过的话没有读得更准',
  nothing_new: '没有新的纠正',
}

export const learningRefused = (facts: LearningFacts, whyNot: string): string =>
  `【识读学习】昨夜按${String(facts.corrections)}条纠正学了一遍，没有换：${joinedBy([figuresSaid(facts), reasons[whyNot.split(':')[0] ?? ''] ?? whyNot])}。`

export const learningFailed = (): string =>
  '【识读学习】昨夜几次都没学完，还用原来的。今晚再学；连着几天这样，请让管系统的人看日志。'
