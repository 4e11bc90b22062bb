import type { PlaceSaid } from '../grid/directory.ts'
import type { Matter } from '../intake/reading.ts'
import type { CaseRecord, State } from './case.ts'
import { relatePlaces, type PlaceRelation } from './place-likeness.ts'
import { thingsIn } from './things.ts'
import { wordOverlap } from './word-overlap.ts'

/** What becomes of an appeal that may be an open case already (8.6), and why: for the log and for whoever asks. */
export interface Sameness {
  is: 'join' | 'ask' | 'new'
  because: string
}

/** What the decision rests on of the appeal. */
export interface Arriving {
  matter: Pick<Matter, 'category' | 'place' | 'urgency' | 'confidential' | 'kind'>
  words: string
  /** The speaker is a reporter of the case. */
  own: boolean
}

type Known = Pick<CaseRecord, 'category' | 'place' | 'words' | 'urgency' | 'confidential' | 'state'>

/** Everybody's own affair: two people who ask after an allowance are two matters, whatever the words. */
const personal = /^(?:0405|0602|0702|0903|10\d\d|1101|1104|1501|1502|1503|1504)$/u
/** May be one matter of many or many of one each: never joined without a person. */
const neverAlone: ReadonlySet<string> = new Set(['0901', '1301', '1401'])
/** Quarrels lie between two flats: the same house is not the same quarrel. */
const betweenFlats: ReadonlySet<string> = new Set(['0401', '0402', '0406'])
/** Each floor has its own. */
const byFloor: ReadonlySet<string> = new Set(['0102', '0304', '0401'])
/** A result was told: who reports it now says that it is not done, or speaks of something new. A person decides. */
const toldAsDone: ReadonlySet<State> = new Set<State>(['resolved', 'verified'])

const alikeWords = 0.3
const sameWords = 0.5

const placeWords =
  /[一二三四五六七八九十\d]{1,4}(?:号楼|号院|栋|幢|[#座]|单元|号|楼|层|组|室)|[东南西北]{1,2}门(?:口|外)?|（语音转写）|（图中文字）/gu

type Placed = Pick<CaseRecord, 'place' | 'words'>

/** The words without what only says where. */
function matterWords({ place, words }: Placed, other: PlaceSaid): string {
  const names = [place.estate, place.spot, other.estate, other.spot].filter((name) => name !== null)
  return names
    .reduce((rest, name) => rest.replaceAll(name, ' '), words)
    .normalize('NFKC')
    .replaceAll(placeWords, ' ')
}

/** The share of words that two texts have in common besides the place. */
const alike = (a: Placed, b: Placed): number => wordOverlap(matterWords(a, b.place), matterWords(b, a.place))

/** `partly`: both name one thing, and each or one of them another besides. */
function thingsOf(a: string, b: string): 'shared' | 'partly' | 'clash' | 'open' {
  const [x, y] = [thingsIn(a), thingsIn(b)]
  if (x.size === 0 || y.size === 0) return 'open'
  const both = [...x].filter((thing) => y.has(thing)).length
  if (both === 0) return 'clash'
  return both === x.size && both === y.size ? 'shared' : 'partly'
}

const figures = '零一二三四五六七八九'

function floorOf(words: string): string | null {
  const floor = /([一二三四五六七八九十]|\d{1,2})(?:楼|层)(?!道)/u.exec(words)?.[1]
  if (floor === undefined) return null
  const figure = figures.indexOf(floor)
  return figure < 0 ? floor : String(figure)
}

function floorsDiffer({ matter, words }: Arriving, known: Known): boolean {
  const [x, y] = [floorOf(words), floorOf(known.words)]
  return byFloor.has(matter.category) && x !== null && y !== null && x !== y
}

const verdict = (is: Sameness['is'], because: string): Sameness => ({ is, because })

/**
 * 8.6: whether an appeal is the matter of a case that is open in the same community and came within 72 hours (the caller
 * sees to both). Joined only where leaf and place are the same beyond doubt and the words name the same thing: a wrong
 * silent join loses a report. Likely ones are asked about; all else is a case of its own. An emergency joins no other
 * than an emergency, and nothing is joined to what has been told as done.
 */
export function decideSame(appeal: Arriving, known: Known): Sameness {
  const { matter, own } = appeal
  const barred = whyBarred(matter, known)
  if (barred !== null) return verdict('new', barred)
  const relation = floorsDiffer(appeal, known)
    ? 'differ'
    : relatePlaces({ place: matter.place, words: appeal.words }, { place: known.place, words: known.words })
  if (relation === 'differ' || relation === 'apart') return verdict('new', `place:${relation}`)
  const decided =
    matter.category === known.category
      ? ofOneLeaf(appeal, known, relation)
      : ofTwoLeaves(appeal, known, relation)
  if (decided.is === 'join' && toldAsDone.has(known.state)) return verdict('ask', 'told_as_done')
  if (decided.is === 'join' && neverAlone.has(matter.category)) return verdict('ask', 'own_loss')
  if (decided.is !== 'new' && matter.urgency === 'emergency' && known.urgency !== 'emergency')
    return verdict('ask', 'emergency')
  return own && decided.is === 'ask' && matter.category === known.category && !toldAsDone.has(known.state)
    ? verdict('join', `own:${decided.because}`)
    : decided
}

function whyBarred(matter: Arriving['matter'], known: Known): string | null {
  if (matter.confidential || known.confidential || matter.kind === 'praise') return 'confidential_or_praise'
  return matter.category === '0902' || known.category === '0902' ? 'violence' : null
}

function ofOneLeaf(appeal: Arriving, known: Known, relation: PlaceRelation): Sameness {
  const { matter, words, own } = appeal
  if (personal.test(matter.category)) return own ? verdict('ask', 'personal') : verdict('new', 'personal')
  const things = thingsOf(words, known.words)
  if (things === 'clash') return verdict('new', 'other_thing')
  const common = alike({ place: matter.place, words }, known)
  if (betweenFlats.has(matter.category)) return ofFlats(matter.place, known.place, relation, common)
  if (relation === 'same') {
    if (things === 'shared') return verdict('join', 'place_and_thing')
    const enough = things === 'partly' ? alikeWords : sameWords
    return common >= enough ? verdict('join', 'place_and_words') : verdict('ask', 'place_alone')
  }
  const likely = things === 'shared' || things === 'partly' || common >= alikeWords
  return likely ? verdict('ask', `place:${relation}`) : verdict('new', 'words_differ')
}

function ofFlats(a: PlaceSaid, b: PlaceSaid, relation: PlaceRelation, common: number): Sameness {
  if (relation === 'same' && a.room !== null) return verdict('join', 'flat')
  const sameHouse = a.building !== null && b.building !== null
  return sameHouse && common >= alikeWords ? verdict('ask', 'house_of_quarrel') : verdict('new', 'quarrel')
}

/** The reader is not always right about the leaf: the same words about the same place are asked about. */
function ofTwoLeaves({ matter, words }: Arriving, known: Known, relation: PlaceRelation): Sameness {
  if (personal.test(matter.category) || personal.test(known.category)) return verdict('new', 'other_leaf')
  const things = thingsOf(words, known.words)
  const common = alike({ place: matter.place, words }, known)
  const likely = relation === 'same' && things !== 'clash' && (things !== 'open' || common >= alikeWords)
  return likely ? verdict('ask', 'other_leaf') : verdict('new', 'other_leaf')
}
