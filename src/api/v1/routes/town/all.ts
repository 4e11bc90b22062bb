import type { ApiParts } from '../../ports.ts'
import type { ApiRoute } from '../../route.ts'
import {
  disableAccountRoute,
  giveCodeRoute,
  giveCodesRoute,
  printCodesRoute,
  releaseAccountRoute,
} from './accounts.ts'
import {
  addAreaRoute,
  changeAreaRoute,
  listAreasRoute,
  readAreaRoute,
  readPlacesRoute,
  removeAreaRoute,
  setPlacesRoute,
} from './areas.ts'
import {
  listHandoversRoute,
  readDutyRoute,
  readHandoverSheetRoute,
  readRosterRoute,
  setRosterRoute,
  takeDutyRoute,
} from './duty.ts'
import { addLeaveRoute, endLeaveRoute, readLeaveRoute } from './leave.ts'
import {
  addPersonRoute,
  changePersonRoute,
  listPeopleRoute,
  openPhoneRoute,
  readPersonRoute,
  removePersonRoute,
} from './people.ts'
import { readBotNameRoute, setBotNameRoute } from './bot-name.ts'
import {
  addOrganisationRoute,
  changeOrganisationRoute,
  listOrganisationsRoute,
  readOrganisationRoute,
  removeOrganisationRoute,
} from './organisations.ts'
import { readPostRoute, setPostRoute } from './posts.ts'
import {
  addResidentRoute,
  changeResidentRoute,
  findResidentsRoute,
  listResidentsRoute,
  readResidentRoute,
  removeResidentRoute,
} from './residents.ts'
import { readAuthorityRoute, revokeAuthorityRoute, signAuthorityRoute } from './authority.ts'
import { checkRulesRoute, dropRulesRoute, readRulesRoute, setRulesRoute } from './rules.ts'
import { listRulesRoute, takeBackRulesRoute } from './rules-history.ts'
import {
  addRoomRoute,
  bindRoomRoute,
  changeRoomRoute,
  listChatRoomsRoute,
  listRoomsRoute,
  liveRoomRoute,
  readRoomRoute,
  removeRoomRoute,
  shadowRoomRoute,
  unbindRoomRoute,
} from './rooms.ts'
import { checkSetUpRoute, putSetUpRoute, readOpenRoute, readTemplateRoute } from './set-up.ts'

/** Everything about the town itself: areas, people, posts, rooms, duty, accounts, rules. */
export const townRoutes: readonly ((parts: ApiParts) => ApiRoute)[] = [
  listAreasRoute,
  readAreaRoute,
  addAreaRoute,
  changeAreaRoute,
  removeAreaRoute,
  readPlacesRoute,
  setPlacesRoute,
  readPostRoute,
  setPostRoute,
  listPeopleRoute,
  readPersonRoute,
  addPersonRoute,
  changePersonRoute,
  removePersonRoute,
  openPhoneRoute,
  ...[listOrganisationsRoute, readOrganisationRoute, addOrganisationRoute],
  ...[changeOrganisationRoute, removeOrganisationRoute],
  ...[listResidentsRoute, findResidentsRoute, readResidentRoute],
  ...[addResidentRoute, changeResidentRoute, removeResidentRoute],
  ...[readBotNameRoute, setBotNameRoute],
  readLeaveRoute,
  addLeaveRoute,
  endLeaveRoute,
  giveCodeRoute,
  giveCodesRoute,
  printCodesRoute,
  releaseAccountRoute,
  disableAccountRoute,
  listRoomsRoute,
  readRoomRoute,
  listChatRoomsRoute,
  addRoomRoute,
  changeRoomRoute,
  removeRoomRoute,
  bindRoomRoute,
  unbindRoomRoute,
  liveRoomRoute,
  shadowRoomRoute,
  readRosterRoute,
  setRosterRoute,
  readDutyRoute,
  readHandoverSheetRoute,
  takeDutyRoute,
  listHandoversRoute,
  readRulesRoute,
  checkRulesRoute,
  setRulesRoute,
  dropRulesRoute,
  listRulesRoute,
  takeBackRulesRoute,
  readOpenRoute,
  readTemplateRoute,
  checkSetUpRoute,
  putSetUpRoute,
  readAuthorityRoute,
  signAuthorityRoute,
  revokeAuthorityRoute,
]
