import type { Case, Member, Message, Room } from './answers.ts'

/** What the tour looks at; nothing here touches the page. */
export interface TourSight {
  rooms: readonly Room[]
  cases: readonly Case[]
  messages(room: string): readonly Message[]
  nameOf(person: string): string
}

export interface TourStep {
  done: boolean
  title: string
  /** Who shall say what, where; null while that is not known yet. */
  line: { room: string; person: string; words: string } | null
}

/** How far a case has come, along the way that the tour shows. */
const progress: Readonly<Record<string, number>> = {
  triage: 1,
  filed: 1,
  dispatched: 1,
  in_progress: 2,
  county: 2,
  long_term: 2,
  resolved: 3,
  verified: 4,
  closed: 5,
}

const lampWords = '3号楼2单元楼道灯坏了好几天了，晚上老人下楼太危险'
const lampResult = '已更换3号楼2单元一层至三层声控灯，现场试过都亮'
const anyResult = '已到现场处理好，当面给居民看过'

/** States off the way, in which the tour has nothing more to show. */
export const offTheWay: Readonly<Record<string, string>> = {
  dismissed: '这件事没有立案。',
  refused: '这件事没有受理。',
  merged: '这件事并入了另一件。',
  withdrawn: '这件事撤回了。',
}

/** The case to follow: the one pinned, else the newest that was said in a room and is newer than `after`. */
export function tourCase(cases: readonly Case[], pinned: string | null, after: string): Case | null {
  const chosen = cases.find((one) => one.number === pinned)
  if (chosen !== undefined) return chosen
  const fresh = cases.filter((one) => one.room !== null && one.number > after)
  return fresh.toSorted((a, b) => (a.number < b.number ? 1 : -1))[0] ?? null
}

/** The steps from a resident's words to the rating, each ticked by what has really happened to the case. */
export function tourSteps(sight: TourSight, followed: Case | null): TourStep[] {
  const reached = followed === null ? 0 : (progress[followed.state] ?? 0)
  const reporter = followed === null ? firstResident(sight) : reporterOf(sight, followed)
  const duty = followed === null ? null : calledOn(sight, followed, sight.rooms.at(-1) ?? null)
  const number = followed?.number ?? ''
  const staff = (person: string | null, words: string): TourStep['line'] =>
    followed === null || person === null ? null : { room: seatOf(sight, person, number), person, words }
  const name = (person: string | null | undefined, else_: string): string =>
    person === null || person === undefined ? else_ : sight.nameOf(person)
  const result =
    followed === null || (followed.title + followed.category).includes('灯') ? lampResult : anyResult
  const steps: TourStep[] = [
    {
      done: reached >= 1,
      title: `${name(reporter?.person, '一位居民')}在群里说出问题`,
      line: reporter === null ? null : { ...reporter, words: lampWords },
    },
    {
      done: reached >= 2,
      title: `${name(followed?.handler, '责任人')}签收`,
      line: staff(followed?.handler ?? null, `签收 ${number}`),
    },
    {
      done: reached >= 3,
      title: `${name(followed?.handler, '责任人')}办结，写明结果`,
      line: staff(followed?.handler ?? null, `办结 ${number} ${result}`),
    },
    {
      done: reached >= 4,
      title: `${name(followed?.verifier, '核实人')}到现场核实`,
      line: staff(followed?.verifier ?? null, `核实 ${number}`),
    },
    {
      done: reached >= 5,
      title: `${reached === 4 ? name(duty, '值班人员') : '值班人员'}同意结案`,
      line: reached >= 4 ? staff(duty, `同意 ${number}`) : null,
    },
    {
      done: followed !== null && followed.rating !== null,
      title: `${name(reporter?.person, '居民')}评价`,
      line: reporter === null || reached < 5 ? null : { ...reporter, words: '满意，谢谢' },
    },
  ]
  if (followed?.state !== 'triage') return steps
  const judged = {
    done: false,
    title: `${name(duty, '值班人员')}研判，同意立案`,
    line: staff(duty, `同意 ${number}`),
  }
  return steps.toSpliced(1, 0, judged)
}

const residentsOf = (room: Room): Member[] => room.members.filter((member) => member.code !== 'bot')

function firstResident({ rooms }: TourSight): { room: string; person: string } | null {
  const room = rooms.find((one) => one.kind === 'residents' && residentsOf(one).length > 0)
  const person = room === undefined ? undefined : residentsOf(room)[0]
  return room === undefined || person === undefined ? null : { room: room.code, person: person.code }
}

const botWordsOn = (messages: readonly Message[], number: string): Message[] =>
  messages.filter((message) => message.from === 'bot' && message.text.includes(number))

/** Whom the receipt names; where there was none yet, the last resident who spoke in that room. */
function reporterOf(sight: TourSight, followed: Case): { room: string; person: string } | null {
  const room = sight.rooms.find((one) => one.code === followed.room)
  if (room === undefined) return firstResident(sight)
  const said = sight.messages(room.code)
  const named = botWordsOn(said, followed.number)[0]?.mentions[0]
  const spoke = said.findLast((message) => message.from !== 'bot' && message.kind === 'text')?.from
  const person = named ?? spoke ?? residentsOf(room)[0]?.code
  return person === undefined ? null : { room: room.code, person }
}

/** Whom the bot last asked to agree to something about this case; else the duty officer of the centre's room. */
function calledOn(sight: TourSight, { number }: Case, centre: Room | null): string | null {
  const calls = sight.rooms
    .filter((room) => room.kind === 'staff')
    .flatMap((room) => botWordsOn(sight.messages(room.code), number))
    .filter((message) => message.mentions.length > 0 && message.text.includes('同意'))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const fallback =
    centre === null ? null : (residentsOf(centre).find((one) => one.role.includes('值班'))?.code ?? null)
  return calls.at(-1)?.mentions[0] ?? fallback
}

/** Where a member of staff would say it: where the bot spoke to them about this case, else a staff room of theirs. */
function seatOf(sight: TourSight, person: string, number: string): string {
  const seats = sight.rooms.filter(
    (room) => room.kind === 'staff' && room.members.some((member) => member.code === person),
  )
  const called = seats.find((room) =>
    botWordsOn(sight.messages(room.code), number).some((message) => message.mentions.includes(person)),
  )
  return called?.code ?? seats[0]?.code ?? `private:${person}`
}
