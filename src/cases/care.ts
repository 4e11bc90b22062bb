import type { Urgency } from '../intake/reading.ts'
import { saysBeaten } from '../intake/beaten.ts'
import { violenceLeaf } from '../routing/rows.ts'
import { saysDespair } from '../wording/hazards.ts'
import type { CaseRecord } from './case.ts'

/** Somebody says of themselves or their own that they are abused; a telephone, a drill and a game beat nobody. */
const abused =
  /(?:虐待|家暴|殴打|毒打|强奸|性侵|猥亵|性骚扰|侵犯)(?:了|过|着)?(?:我|我们|孩子|老人|女儿|儿子|我[妈爸])|我(?:们|妈|爸|女儿|儿子|孩子)?(?:又|总|总是|天天|经常|一直|老是|在家)*(?:被|遭|受)[^，。,.]{0,8}(?:虐待|家暴|殴打|毒打|强奸|性侵|猥亵|性骚扰|打(?=$|[，。,.!！？?\s了过我得成伤死骂倒哭肿])|掐|揍|踹|扇)/u

/** It is so unbearable that … : said of noise and heat every day. */
const hyperbole = /[吵热烦臭气累困饿笑]得?(?:我|人|全家|大家)?(?:都|真|快|简直)?(?:想死|不想活|活不下去)/u

/**
 * Whoever says of themselves that they do not want to live, or that they are beaten or abused: what they say is for those
 * who help alone, from the first event on, through whatever door it came (3.5, 6.13).
 */
export const pleadsForSelf = (words: string, urgency: Urgency): boolean =>
  saysBeaten(words) ||
  abused.test(words) ||
  (saysDespair(words) && (urgency === 'emergency' || !hyperbole.test(words)))

/** A case of somebody who must be looked after now: spoken of with care, to them and about them. */
export const needsCare = (
  record: Pick<CaseRecord, 'confidential' | 'category' | 'words' | 'urgency'>,
): boolean =>
  record.confidential && (record.category === violenceLeaf || pleadsForSelf(record.words, record.urgency))
