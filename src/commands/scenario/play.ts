import type { SandboxMessage } from '../../chat/sandbox.ts'
import { systemClock } from '../../kernel/clock.ts'
import { reasonOf } from '../../kernel/errors.ts'
import { changeAccount } from './accounts.ts'
import { callApi } from './admin.ts'
import { checkBot, checkCase, checkCases, checkEvent, type Memory } from './checks.ts'
import type { Scenario, Step } from './scenario-file.ts'
import { ledgerAsCall } from './ledger.ts'
import { checkAlarm } from './props.ts'
import { setStage, type Stage, StepFault } from './stage.ts'

const heardWithinMs = 30_000

export interface StepReport {
  scenario: string
  step: number
  line: number
  did: string
  ok: boolean
  /** What was seen, where the step did not hold. */
  seen: string | null
  ms: number
}

const kindOf = (step: Step): string => Object.keys(step)[0] ?? ''

/** Steps behind which the bot is listened to anew. */
const actsIn = (step: Step): boolean =>
  'say' in step || 'advance' in step || 'until' in step || 'change' in step

/** The rooms that the steps from here to the next one that speaks or moves the clock will look at. */
function roomsLookedAt(scenario: Scenario, from: number): readonly string[] {
  const rooms = new Set<string>()
  for (const { step } of scenario.steps.slice(from)) {
    if (actsIn(step)) break
    if ('bot' in step) rooms.add(roomOf(step.bot))
    if ('silent' in step) rooms.add(roomOf(step.silent))
  }
  return [...rooms]
}

const roomOf = (where: { room?: string | undefined; private?: string | undefined }): string =>
  where.room ?? `private:${where.private ?? ''}`

/** Plays one scenario from a fresh stage; ends at the first step that does not hold. */
export async function playScenario(
  scenario: Scenario,
  townFolder: string,
  report: (step: StepReport) => void,
): Promise<boolean> {
  const stage = await setStage(scenario, townFolder)
  try {
    return await playSteps(scenario, stage, report)
  } finally {
    await stage.close()
  }
}

async function playSteps(
  scenario: Scenario,
  stage: Stage,
  report: (step: StepReport) => void,
): Promise<boolean> {
  const memory: Memory = { cases: new Map(), said: new Map(), codes: new Map(), sent: [] }
  const marks = new Map<string, string | undefined>()
  for (const [index, { line, step }] of scenario.steps.entries()) {
    const began = systemClock.now().getTime()
    let seen: string | null = null
    try {
      if (actsIn(step)) await mark(stage, marks, roomsLookedAt(scenario, index + 1))
      await playStep(step, stage, memory, marks)
    } catch (error) {
      seen = error instanceof StepFault ? error.message : reasonOf(error)
    }
    const ms = systemClock.now().getTime() - began
    report({ scenario: scenario.name, step: index + 1, line, did: kindOf(step), ok: seen === null, seen, ms })
    if (seen !== null) return false
  }
  return true
}

/** Remembers the last message of each room: what comes behind it is new. */
async function mark(
  stage: Stage,
  marks: Map<string, string | undefined>,
  rooms: readonly string[],
): Promise<void> {
  for (const room of rooms) marks.set(room, (await allMessages(stage, room)).at(-1)?.id)
}

async function allMessages(stage: Stage, room: string, after?: string): Promise<readonly SandboxMessage[]> {
  const found: SandboxMessage[] = []
  for (let cursor = after; ;) {
    const page = await stage.control.messages(room, cursor)
    found.push(...page.messages)
    const last = page.messages.at(-1)?.id
    if (last === undefined || last === cursor) return found
    cursor = last
  }
}

const saidByBot = async (stage: Stage, room: string, marks: Map<string, string | undefined>) =>
  (await allMessages(stage, room, marks.get(room))).filter((message) => message.from === 'bot')

const shown = (messages: readonly SandboxMessage[]): string =>
  messages.length === 0
    ? 'the bot said nothing there'
    : messages.map((one) => `  ${one.at.toISOString()} @[${one.mentions.join(',')}] ${one.text}`).join('\n')

/** {name} stands for the case number or the one-time code remembered under that name. */
const filledIn = (text: string, memory: Memory): string =>
  text.replaceAll(
    /\{([^{}]+)\}/gu,
    (whole, name: string) => memory.cases.get(name) ?? memory.codes.get(name) ?? whole,
  )

async function playStep(
  step: Step,
  stage: Stage,
  memory: Memory,
  marks: Map<string, string | undefined>,
): Promise<void> {
  if ('say' in step) return speak(step.say, stage, memory)
  if ('change' in step) return stage.change({ ...step.change, rest: true })
  if ('advance' in step) return void (await stage.moveClock({ advance: step.advance }))
  if ('until' in step) return void (await stage.moveClock({ until: step.until }))
  if ('restart' in step) {
    await stage.restart(step.restart)
    return comeToRest(stage, memory)
  }
  if ('bot' in step) {
    const messages = await saidByBot(stage, roomOf(step.bot), marks)
    const fault = checkBot(step.bot, messages, memory, (text) => filledIn(text, memory))
    if (fault !== null) throw new StepFault(`${fault}\n${shown(messages)}`)
    return
  }
  if ('alarm' in step) {
    const fault = checkAlarm(step.alarm, stage.alarms(), (text) => filledIn(text, memory))
    if (fault !== null) throw new StepFault(fault)
    return
  }
  if ('silent' in step) {
    const messages = await saidByBot(stage, roomOf(step.silent), marks)
    if (messages.length > 0) throw new StepFault(`the bot should have been silent\n${shown(messages)}`)
    return
  }
  const fault = await checkStored(step, stage, memory)
  if (fault !== null) throw new StepFault(fault)
}

/** The steps that look at what is kept, or ask the doors. */
type Stored = Extract<
  Step,
  | { account: unknown }
  | { case: unknown }
  | { cases: unknown }
  | { event: unknown }
  | { admin: unknown }
  | { ledger: unknown }
>

async function checkStored(step: Stored, stage: Stage, memory: Memory): Promise<string | null> {
  if ('account' in step) return changeAccount(step.account, stage, memory)
  if ('case' in step) return checkCase(step.case, stage, memory)
  if ('cases' in step) return checkCases(step.cases, stage, memory)
  if ('event' in step) return checkEvent(step.event, stage, memory)
  const call = 'admin' in step ? step.admin : ledgerAsCall(step.ledger, await directorOf(stage))
  return callApi(
    call,
    stage,
    (text) => filledIn(text, memory),
    (name, value) => memory.codes.set(name, value),
  )
}

async function directorOf({ stores }: Stage): Promise<string> {
  const town = await stores.town.load()
  return town?.town.posts.find(({ post }) => post === 'director')?.holders[0] ?? ''
}

/** After a restart: what was in flight when the part went down has been heard again and has had its effect. */
async function comeToRest(stage: Stage, memory: Memory): Promise<void> {
  const giveUpAt = performance.now() + heardWithinMs
  for (const id of memory.sent) {
    while ((await stage.stores.messages.byPlatformId(id).catch(() => null))?.state !== 'done') {
      if (performance.now() > giveUpAt)
        throw new StepFault(`the message ${id} was lost: nothing has become of it`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  await stage.moveClock({ until: (await stage.now()).toISOString() })
}

async function speak(
  say: Extract<Step, { say: unknown }>['say'],
  stage: Stage,
  memory: Memory,
): Promise<void> {
  const { is, rest, text, quote, recall, ...more } = say
  const id = await stage.say({
    ...more,
    ...(text === undefined ? {} : { text: filledIn(text, memory) }),
    ...(quote === undefined ? {} : { quote: memory.said.get(quote) ?? quote }),
    ...(recall === undefined ? {} : { recall: memory.said.get(recall) ?? recall }),
    rest: rest !== false,
  })
  memory.sent.push(id)
  if (is !== undefined) memory.said.set(is, id)
}
