import type { Addressee, Notice } from '../../src/chat/outbox.ts'

const placeOf = (to: Addressee): string =>
  'room' in to ? `#${to.room}` : 'private' in to ? to.private : to.conversation

/**
 * Each notice as one line: what it is, in which #room or to whom in private, whom it mentions there, and how the case must
 * still stand: "task #jx-staff @chenlan if dispatched in_progress, handler chenlan".
 */
export const toldOf = (notices: readonly (Notice | null)[]): readonly string[] =>
  notices
    .filter((one) => one !== null)
    .map(({ purpose, to, mentions, expects }) => {
      const parts = [
        ...(expects?.states === undefined ? [] : [expects.states.join(' ')]),
        ...(expects?.handler === undefined ? [] : [`handler ${expects.handler}`]),
        ...(expects?.verifier === undefined ? [] : [`verifier ${expects.verifier}`]),
      ]
      const whom = mentions.map((one) => ` @${one}`).join('')
      return `${purpose} ${placeOf(to)}${whom}${parts.length === 0 ? '' : ` if ${parts.join(', ')}`}`
    })

export const textsOf = (notices: readonly (Notice | null)[]): readonly string[] =>
  notices.filter((one) => one !== null).map(({ text }) => text)
