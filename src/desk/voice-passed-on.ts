import { heldUntil } from '../feedback/audience.ts'
import type { Ground } from '../grid/ground.ts'
import type { Holding } from '../grid/directory.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { voiceForLead, voiceOfStaff } from '../wording/staff.ts'
import { spokenTime } from '../worktime/spoken.ts'
import type { DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'

/** The grid or community of the speaker's home; null where the town does not know it. */
function homeAreaOf(setting: Setting, { directory }: Ground): string | null {
  const home = setting.speaker.code === null ? null : (directory.resident(setting.speaker.code)?.home ?? null)
  if (home === null) return null
  const found = directory.locate({ ...home, spot: null }, { room: null, home: home.estate })
  if (found.found === 'grid') return found.grid
  return found.found === 'community' ? found.community : null
}

/** Who listens: the lead of the room's grid, or of the speaker's home, else of the community, else whoever has the duty. */
function listenerTo(setting: Setting, ground: Ground, now: Date): Holding | undefined {
  const { directory } = ground
  const area = setting.room?.areas[0] ?? homeAreaOf(setting, ground)
  const leads = area === null || setting.speaker.staff ? [] : directory.upward(area)
  const line = leads.flatMap(({ code }) => [
    ...directory.holders('grid_lead', code),
    ...directory.holders('community_lead', code),
  ])
  return [...line, ...directory.dutyOfficers(now)].find(
    ({ person }) => directory.absence(person, now) === null,
  )
}

/**
 * 6.12, where nobody transcribes: an addressed voice goes to the grid lead as it is, privately, behind a line that says
 * whose it is; a voice of staff to the duty officer. In quiet hours both wait for the morning, one after the other (5.4).
 */
export async function passVoiceOn(
  stores: Pick<DeskStores, 'outbox'>,
  message: KeptMessage,
  setting: Setting,
  ground: Ground,
  now: Date,
): Promise<void> {
  const listener = listenerTo(setting, ground, now)
  if (listener === undefined) return
  const { staff, name } = setting.speaker
  const facts = {
    name,
    room: setting.room?.name ?? '',
    at: spokenTime(message.heardAt, now, ground.calendar),
  }
  const told = {
    ...replyTo(message, setting, (staff ? voiceOfStaff : voiceForLead)(facts), now),
    to: { private: listener.person },
    mentions: [],
    held: 'never',
    priority: 2,
    runAt: heldUntil(now, ground) ?? now,
  } as const
  await stores.outbox.put({ ...told, dedupeKey: `voice:${message.seq}`, purpose: 'voice_for_lead' })
  await stores.outbox.put({
    ...told,
    ...{ dedupeKey: `voice_itself:${message.seq}`, purpose: 'voice_itself', priority: 3 },
    ...{ text: '[语音]', forwards: message.platformId },
  })
}
