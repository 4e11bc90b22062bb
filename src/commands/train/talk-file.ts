import { acts, kinds, type Act, type Kind, type Urgency } from '../../intake/reading.ts'
import { natures, type Nature } from '../../grid/town.ts'

/** One matter of a labelled message; the labels of annotation.md. */
export interface TalkCase {
  kind: Kind
  category: string
  place: {
    estate: string | null
    building: string | null
    unit: string | null
    room: string | null
    spot: string | null
  }
  occurred: string | null
  urgency: Urgency
  /** Null: that of the leaf. */
  nature: Nature | null
  confidential: boolean
}

export interface TalkLine {
  /** File, talk and line: `lanxi-1:3:12`. */
  id: string
  line: number
  speaker: 'resident' | 'staff' | 'property' | 'merchant' | 'bot'
  name: string
  text: string
  act: Act
  cases: readonly TalkCase[]
  pii: readonly string[]
}

/** A stretch of talk in one room; the lines of a `singles` talk have nothing to do with each other. */
export interface Talk {
  id: string
  room: 'community' | 'grid' | 'private'
  title: string
  singles: boolean
  /** Names of estates and villages that the readers of this talk know. */
  estates: readonly string[]
  lines: readonly TalkLine[]
}

export interface TalkFault {
  line: number
  why: string
}

const rooms = { 群: 'community', 工作群: 'grid', 私聊: 'private' } as const
const speakers = { 居: 'resident', 网: 'staff', 物: 'property', 商: 'merchant', 机: 'bot' } as const
const places = { e: 'estate', b: 'building', u: 'unit', r: 'room', s: 'spot' } as const

const has = <T extends object>(table: T, key: string): key is Extract<keyof T, string> =>
  Object.hasOwn(table, key)

class Fault extends Error {}

function readField(word: string, made: Mutable): void {
  if (word === '!') return void (made.urgency = 'urgent')
  if (word === '!!') return void (made.urgency = 'emergency')
  if (word === '密') return void (made.confidential = true)
  const [key = '', ...rest] = word.split('=')
  const written = rest.join('=')
  const value = key === 'n' ? written : written.replaceAll('_', ' ')
  if (value === '') throw new Fault(`"${word}" is no label`)
  if (has(places, key)) made.place[places[key]] = value
  else if (key === 't') made.occurred = value
  else if (key === 'n') {
    if (!(natures as readonly string[]).includes(value)) throw new Fault(`no nature ${value}`)
    made.nature = value as Nature
  } else throw new Fault(`"${word}" is no label`)
}

type Mutable = { -readonly [Key in keyof TalkCase]: TalkCase[Key] }

function readCase(words: readonly string[], text: string): TalkCase {
  const [kind = '', category = '', ...fields] = words
  if (!(kinds as readonly string[]).includes(kind)) throw new Fault(`no kind "${kind}"`)
  if (!/^\d{4}$/u.test(category)) throw new Fault(`no leaf "${category}"`)
  const made: Mutable = {
    kind: kind as Kind,
    category,
    place: { estate: null, building: null, unit: null, room: null, spot: null },
    ...{ occurred: null, urgency: 'normal' as const, nature: null, confidential: false },
  }
  for (const word of fields) readField(word, made)
  const literal = [made.place.estate, made.place.spot, made.occurred].filter((one) => one !== null)
  const absent = literal.find((words) => !text.includes(words))
  if (absent !== undefined) throw new Fault(`"${absent}" does not stand in the text`)
  return made
}

/** The labels behind `=>`: an act, the cases of a new one parted by `;`, and `p=` for each private part. */
function readLabels(written: string, text: string): Pick<TalkLine, 'act' | 'cases' | 'pii'> {
  const words = written.split(/\s+/u).filter((word) => word !== '')
  const pii = words.filter((word) => word.startsWith('p=')).map((word) => word.slice(2).replaceAll('_', ' '))
  const absent = pii.find((part) => !text.includes(part))
  if (absent !== undefined) throw new Fault(`"${absent}" does not stand in the text`)
  const [first = 'chatter', ...more] = words.filter((word) => !word.startsWith('p='))
  const act = (kinds as readonly string[]).includes(first) ? 'new' : first
  if (!(acts as readonly string[]).includes(act)) throw new Fault(`no act "${first}"`)
  if (act !== 'new') {
    if (more.length > 0) throw new Fault(`behind ${act} stands "${more.join(' ')}"`)
    return { act: act as Act, cases: [], pii }
  }
  const labels = first === 'new' ? more : [first, ...more]
  const cases = labels
    .join(' ')
    .split(';')
    .map((one) => readCase(one.trim().split(/\s+/u), text))
  if (cases.length > 2) throw new Fault('more than two cases')
  return { act: 'new', cases, pii }
}

/** `居 陈阿姨: words => labels`; without labels it is chatter. */
function readLine(written: string, id: string, line: number): TalkLine {
  const found = /^(\S) ([^:：]+)[:：] ?(.*)$/su.exec(written)
  const [, mark = '', name = '', behind = ''] = found ?? []
  if (!has(speakers, mark))
    throw new Fault('a line begins with 居, 网, 物, 商 or 机, then the name and a colon')
  const cut = behind.lastIndexOf(' => ')
  const text = (cut < 0 ? behind : behind.slice(0, cut)).replaceAll('\\n', '\n').trim()
  if (text === '') throw new Fault('no words')
  const labels = readLabels(cut < 0 ? '' : behind.slice(cut + 4), text)
  return { id, line, speaker: speakers[mark], name: name.trim(), text, ...labels }
}

function readHead(written: string, id: string): Omit<Talk, 'lines'> {
  const [room = '', title = '', ...more] = written.split('|').map((part) => part.trim())
  if (!has(rooms, room)) throw new Fault('a talk begins with == 群, 工作群 or 私聊 | title')
  const estates =
    more
      .find((part) => part.startsWith('地名 '))
      ?.slice(3)
      .split(/\s+/u) ?? []
  return { id, room: rooms[room], title, singles: more.includes('散句'), estates }
}

/**
 * Reads a file of labelled talk (data/corpus/README.md). All faults come at once, with their lines; a file with a fault
 * is not to be trained on. `name` is the file's name without its ending.
 */
export function readTalks(
  name: string,
  written: string,
): { talks: readonly Talk[]; faults: readonly TalkFault[] } {
  const talks: { head: Omit<Talk, 'lines'>; lines: TalkLine[] }[] = []
  const faults: TalkFault[] = []
  for (const [index, raw] of written.split(/\r?\n/u).entries()) {
    const row = raw.trim()
    if (row === '' || row.startsWith('//')) continue
    try {
      if (row.startsWith('== ')) {
        talks.push({ head: readHead(row.slice(3), `${name}:${String(talks.length + 1)}`), lines: [] })
        continue
      }
      const talk = talks.at(-1)
      if (talk === undefined) throw new Fault('a line before the first talk')
      talk.lines.push(readLine(row, `${talk.head.id}:${String(talk.lines.length + 1)}`, index + 1))
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      faults.push({ line: index + 1, why: error.message })
    }
  }
  return { talks: talks.map(({ head, lines }) => ({ ...head, lines })), faults }
}
