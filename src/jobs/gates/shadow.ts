import { go, type Gate } from './gate.ts'

/**
 * 8.8: in a room in shadow mode nothing is ever said, neither by the bot's own doing nor in answer; nor does somebody
 * hear privately of a case because of what they said there. What they say privately is answered as usual.
 */
export const shadow: Gate = async ({ notice, where }, { stores, ground }) => {
  const { directory } = ground()
  const inShadow = (code: string | null | undefined): boolean =>
    code != null && directory.room(code)?.shadow === true
  const spokenIn =
    'room' in notice.to
      ? notice.to.room
      : where?.kind === 'room'
        ? await stores.seats.roomOf(where.roomId)
        : null
  if (inShadow(spokenIn)) return { verdict: 'drop', why: 'room in shadow mode' }
  if (!('private' in notice.to) || notice.caseId === null) return go
  const { private: key } = notice.to
  if (directory.holdings(key).length > 0) return go
  const record = await stores.cases.byId(notice.caseId)
  const share = record?.reporters.find((reporter) => reporter.key === key)
  return inShadow(share?.room) ? { verdict: 'drop', why: 'said in a room in shadow mode' } : go
}
