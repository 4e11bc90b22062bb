import type { ChatLink, LinkHandlers } from './chat/link.ts'

export interface RenewableLink extends ChatLink {
  /** Lets go of the chat and sits down anew, as after a crash of the chat client alone. */
  renew(): Promise<void>
}

/** A link whose client can be thrown away and made again, while everybody keeps hold of the same link. */
export function makeRenewableLink(open: () => ChatLink): RenewableLink {
  let present = open()
  let handlers: LinkHandlers | null = null
  return {
    start(wanted) {
      handlers = wanted
      return present.start(wanted)
    },
    send: (outbound) => present.send(outbound),
    state: () => present.state(),
    rooms: () => present.rooms(),
    room: (roomId) => present.room(roomId),
    self: () => present.self(),
    acceptInvitation: (invitationId) => present.acceptInvitation(invitationId),
    stop: () => present.stop(),
    async renew() {
      await present.stop()
      present = open()
      if (handlers !== null) await present.start(handlers)
    },
  }
}
