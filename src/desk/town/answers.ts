import { codeMissing, loginInPrivate } from '../../wording/accounts.ts'
import { staffHelp } from '../../wording/desk.ts'
import { atCentre } from '../acting.ts'
import type { CommandName } from '../command-words.ts'
import { todoText } from '../todo.ts'
import type { TownAnswer } from './answer.ts'
import { progress } from './case-progress.ts'
import { back, leave } from './leave.ts'
import { ledger } from './ledger.ts'
import { duty, takeOver } from './take-over.ts'
import { visit } from './visit.ts'

const help: TownAnswer = (deps, _stores, { setting }) => {
  const ground = deps.ground()
  const person = setting.speaker.code ?? ''
  const duty = ground.directory.holdings(person).some(({ post }) => post === 'duty_officer')
  return staffHelp({ centre: atCentre(person, ground), duty })
}

const todo: TownAnswer = (deps, stores, { setting, now }) =>
  todoText(setting, stores.cases, deps.ground(), now)

/** Commands of 10.1 that move no case, each with what answers it. What is not named here is about a case. */
export const townAnswers: Readonly<Partial<Record<CommandName, TownAnswer>>> = {
  help,
  todo,
  progress,
  duty,
  ledger,
  takeOver,
  visit,
  login: (_deps, _stores, { setting }) => (setting.private ? codeMissing() : loginInPrivate()),
  leave,
  back,
}

/** After these somebody else is there, or has the duty: everybody who asks must know at once. */
export const changesAttendance: ReadonlySet<CommandName> = new Set(['leave', 'back', 'takeOver'])
