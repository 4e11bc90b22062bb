import type { Addressee, GatheredNotice } from '../chat/outbox.ts'
import type { Ground } from '../grid/ground.ts'
import type { Rulebook } from '../grid/rulebook.ts'
import * as words from '../wording/together.ts'

type Waiting = Pick<GatheredNotice, 'id' | 'to' | 'text' | 'brief' | 'mentions' | 'purpose' | 'gather'>

/** One message in place of several. */
export interface Together<One extends Waiting> {
  text: string
  mentions: readonly string[]
  /** What it says, all of them or the first. */
  said: readonly One[]
  /** What no longer fits; to be said to each person privately where it was for a residents' room. */
  left: readonly One[]
}

type Screen = Rulebook['screen']

/** How many lines of a phone a text takes. */
export const screenLines = (text: string, { charactersPerLine }: Screen): number =>
  text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil([...line].length / charactersPerLine)), 0)

const briefOf = (one: Waiting): string => one.brief ?? one.text.split('\n')[0] ?? ''

/** The daily digest comes first: what is due comes before what is new. */
const inOrder = <One extends Waiting>(items: readonly One[]): readonly One[] => [
  ...items.filter(({ purpose }) => purpose === 'digest'),
  ...items.filter(({ purpose }) => purpose !== 'digest'),
]

const mentionsOf = (items: readonly Waiting[]): readonly string[] => [
  ...new Set(items.flatMap(({ mentions }) => mentions)),
]

/** Items for the same people stand together, under their names where there are several such parts. */
function partsOf<One extends Waiting>(items: readonly One[]): readonly (readonly One[])[] {
  const parts = new Map<string, One[]>()
  for (const item of items) {
    const key = item.mentions.toSorted().join(' ')
    parts.set(key, [...(parts.get(key) ?? []), item])
  }
  return [...parts.values()]
}

/** Items that share a person belong into one message, so that each person has one; others read only what is theirs. */
function circlesOf<One extends Waiting>(items: readonly One[]): readonly (readonly One[])[] {
  const circles: { people: Set<string>; items: One[] }[] = []
  for (const item of items) {
    const touched = circles.filter(({ people }) => item.mentions.some((person) => people.has(person)))
    const joined = {
      people: new Set([...touched.flatMap(({ people }) => [...people]), ...item.mentions]),
      items: [...touched.flatMap((circle) => circle.items), item],
    }
    for (const one of touched) circles.splice(circles.indexOf(one), 1)
    circles.push(joined)
  }
  return circles.map((circle) => items.filter((item) => circle.items.includes(item)))
}

interface Setting {
  head: string
  foot(brief: boolean, items: readonly Waiting[]): string | null
  rest(left: number): string
  /** The names above a part; null: parts are not named. */
  named: ((codes: readonly string[]) => string) | null
  screen: Screen
}

function textOf(items: readonly Waiting[], brief: boolean, left: number, setting: Setting): string {
  const parts = setting.named === null ? [items] : partsOf(items)
  const lines = parts.flatMap((part) => [
    ...(setting.named !== null && parts.length > 1 && (part[0]?.mentions.length ?? 0) > 0
      ? [setting.named(part[0]?.mentions ?? [])]
      : []),
    ...part.map((item) => (brief ? briefOf(item) : item.text)),
  ])
  const foot = setting.foot(brief, items)
  return [
    setting.head,
    ...lines,
    ...(left > 0 ? [setting.rest(left)] : []),
    ...(foot === null ? [] : [foot]),
  ].join('\n')
}

const whole = <One extends Waiting>(
  items: readonly One[],
  brief: boolean,
  setting: Setting,
): Together<One> => ({
  text: textOf(items, brief, 0, setting),
  mentions: mentionsOf(items),
  said: items,
  left: [],
})

/** As many in brief as fit one screen, one at least, and how many are left. */
function cut<One extends Waiting>(items: readonly One[], setting: Setting): Together<One> {
  for (let most = items.length - 1; ; most -= 1) {
    const said = items.slice(0, most)
    const text = textOf(said, true, items.length - most, setting)
    if (most <= 1 || screenLines(text, setting.screen) <= setting.screen.lines)
      return { text, mentions: mentionsOf(said), said, left: items.slice(most) }
  }
}

function fit<One extends Waiting>(items: readonly One[], setting: Setting): readonly Together<One>[] {
  for (const brief of [false, true]) {
    const tried = whole(items, brief, setting)
    if (items.length === 1 || screenLines(tried.text, setting.screen) <= setting.screen.lines) return [tried]
  }
  const parts = setting.named === null ? [] : partsOf(items)
  return parts.length > 1 ? parts.flatMap((part) => fit(part, setting)) : [cut(items, setting)]
}

const isStaff = (to: Addressee, { directory }: Ground): boolean =>
  'room' in to
    ? directory.room(to.room)?.kind === 'staff'
    : 'private' in to && directory.person(to.private) !== null

function settingOf(items: readonly Waiting[], ground: Ground): Setting {
  const { screen } = ground.rulebook
  const [first] = items
  if (first !== undefined && isStaff(first.to, ground))
    return {
      head: words.morningHead(items.length),
      foot: (brief) => (brief ? words.staffDetail() : null),
      rest: words.staffRest,
      named: (codes) => words.partFor(codes.map((code) => ground.directory.nameOf(code))),
      screen,
    }
  const inRoom = first !== undefined && 'room' in first.to
  return {
    head: first?.gather === 'summary' ? words.residentsSummaryHead() : words.residentsMorningHead(),
    foot: (brief, said) =>
      brief && said.some(({ purpose }) => purpose === 'closure') ? words.askRating() : null,
    rest: inRoom ? words.roomRest : words.privateRest,
    named: null,
    screen,
  }
}

/**
 * What waited for one addressee, as one message, in a staff room as one for each person or those who share something:
 * in full where that fits one phone screen, else in brief, under names where not everything is for everybody (5.5).
 * Nothing is said twice, and what no longer fits is counted. Pure.
 */
export function togetherOf<One extends Waiting>(
  items: readonly One[],
  ground: Ground,
): readonly Together<One>[] {
  const [first] = items
  if (first === undefined) return []
  const circles = 'room' in first.to && isStaff(first.to, ground) ? circlesOf(items) : [items]
  return circles.flatMap((circle) => {
    const [one, ...others] = circle
    return one === undefined || others.length > 0
      ? fit(inOrder(circle), settingOf(circle, ground))
      : [{ text: one.text, mentions: one.mentions, said: circle, left: [] }]
  })
}
