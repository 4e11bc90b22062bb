import type { ApiParts } from '../ports.ts'
import type { ApiRoute } from '../route.ts'
import {
  approveAnswerRoute,
  listAnswersRoute,
  proposeAnswerRoute,
  retireAnswerRoute,
} from './approved-answers.ts'
import { readBotRoute } from './bot.ts'
import { listFollowUpsRoute, reportFollowUpRoute } from './follow-ups.ts'
import { listHotSpotsRoute, settleHotSpotRoute } from './hot-spots.ts'
import { giveUpNoticeRoute, listNoticesRoute, resendNoticeRoute } from './outbox.ts'
import { addVisitRoute, listVisitsRoute } from './visits.ts'

/** What an office keeps an eye on beside its cases. */
export const officeSide: readonly ((parts: ApiParts) => ApiRoute)[] = [
  listFollowUpsRoute,
  reportFollowUpRoute,
  listVisitsRoute,
  addVisitRoute,
  listHotSpotsRoute,
  settleHotSpotRoute,
  listAnswersRoute,
  proposeAnswerRoute,
  approveAnswerRoute,
  retireAnswerRoute,
  listNoticesRoute,
  resendNoticeRoute,
  giveUpNoticeRoute,
  readBotRoute,
]
