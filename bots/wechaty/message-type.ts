/**
 * The kinds of message as the wire numbers them (fixed by the protocol). Written out, so that reading a message
 * does not need the library loaded; a test holds them against it.
 */
export const messageType = {
  Unknown: 0,
  Attachment: 1,
  Audio: 2,
  Contact: 3,
  ChatHistory: 4,
  Emoticon: 5,
  Image: 6,
  Text: 7,
  Location: 8,
  MiniProgram: 9,
  GroupNote: 10,
  Transfer: 11,
  RedEnvelope: 12,
  Recalled: 13,
  Url: 14,
  Video: 15,
  Post: 16,
} as const

/** What of a person or a room has changed, as the wire numbers it. */
export const dirtyType = { Contact: 2, Room: 3, RoomMember: 4 } as const

/** The best picture that is delivered with the message. */
export const imageInFull = 2
