import type { CaseFacts } from './staff.ts'

/** For whose word a case waits: of a second person in an emergency (3.8), of the director without authority (2.3). */
export type SecondWord = 'second' | 'director' | 'duty_officer'

const why: Readonly<Record<SecondWord, string>> = {
  second: '紧急事项要两个人定',
  director: '这类事项要主任定',
  duty_officer: '还要值班人员确认一次',
}

/** The grounds of 7.1 in the words by which staff name them. */
const groundWords: Readonly<Record<string, string>> = {
  statutory: '诉讼仲裁',
  repeat: '重复',
  secret: '涉密',
  outside: '不属职责',
  unlawful: '不合法',
}

interface Asked extends CaseFacts {
  byName: string
  toName: string
  waits: SecondWord
  move: 'close' | 'dismiss' | 'file' | 'refuse'
  /** Of a refusal its ground (7.1); else ''. */
  ground: string
}

const wants = ({ move, ref, ground }: Asked): { what: string; yes: string; no: string } =>
  ({
    close: { what: '结案', yes: `同意 ${ref}`, no: `不同意 ${ref} 原因` },
    dismiss: { what: '按不是诉求撤下', yes: `不同意 ${ref}`, no: `同意 ${ref}` },
    file: { what: '立案', yes: `同意 ${ref}`, no: `不同意 ${ref}` },
    refuse: { what: '不予受理', yes: `不予受理 ${ref} ${groundWords[ground] ?? ground}`, no: `同意 ${ref}` },
  })[move]

/** One has agreed; the other is asked at once, with the words that complete it and those that do not. */
export function secondAsked(facts: Asked): string {
  const { what, yes, no } = wants(facts)
  return (
    `【等您一句话】${facts.number} ${facts.matter}\n${facts.byName}要${what}，${why[facts.waits]}。` +
    `请${facts.toName}看一下：可以就回“${yes}”，不行回“${no}”。`
  )
}
