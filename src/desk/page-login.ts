import type { Notice } from '../chat/outbox.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { addHours } from '../kernel/clock.ts'
import { loginOnPage, pageFiguresWrong, pageLoginForStaff, tooManyTries } from '../wording/accounts.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'

/** Six figures, as a page shows them for a log-in by chat. */
export const figuresSaid = (said: string): string | null => {
  const plain = said.normalize('NFKC').replaceAll(/\s/gu, '')
  return /^\d{6}$/u.test(plain) ? plain : null
}

/**
 * `登录 123456`, privately, by somebody whose account is tied and who holds a post: the page that shows these figures
 * opens for them. Wrong figures count like wrong codes. Whoever reads the answer sees from where the page asked.
 */
export async function confirmPageLogin(
  deps: DeskDeps,
  stores: DeskStores,
  { message, setting, figures }: { message: KeptMessage; setting: Setting; figures: string },
): Promise<readonly Notice[]> {
  const now = deps.clock.now()
  const answer = (text: string): readonly Notice[] => [replyTo(message, setting, text, now)]
  const { code, contactId, staff } = setting.speaker
  if (code === null || !staff) return answer(pageLoginForStaff())
  const allowed = deps.ground().rulebook.accounts.wrongTriesPerHour
  const tries = await stores.accounts.wrongTries(contactId, addHours(now, -1))
  if (tries > allowed) return []
  const login = tries < allowed ? await stores.credentials.chatLoginByFigures(figures, now) : null
  if (login !== null && (await stores.credentials.confirmChatLogin(login.id, code, now))) {
    deps.log.info({ person: code }, 'a log-in on the pages was confirmed by chat')
    return answer(loginOnPage({ name: deps.ground().directory.nameOf(code), address: login.address }))
  }
  await stores.accounts.triedWrongly(contactId, now)
  return answer(tries < allowed ? pageFiguresWrong() : tooManyTries())
}
