/** What the sandbox's HTTP door answers. The page knows nothing else of the product. */

export interface Member {
  code: string
  name: string
  role: string
}

export interface Room {
  code: string
  name: string
  kind: 'residents' | 'staff' | 'private'
  members: Member[]
}

export interface Message {
  id: string
  at: string
  room: string
  from: string
  fromName: string
  text: string
  mentions: string[]
  quote: string | null
  kind: 'text' | 'image' | 'voice' | 'file' | 'location' | 'recall' | 'system'
  recalled: boolean
  attachment: { name: string; mediaType: string; href: string } | null
}

export interface Case {
  number: string
  title: string
  category: string
  state: string
  handler: string | null
  verifier: string | null
  dueAt: string | null
  room: string | null
  rating: string | null
}

export interface Town {
  name: string
  zone: string
  bot: { name: string; aliases: string[] }
  people: Member[]
}

export interface ClockFace {
  now: string
  running: boolean
  nextDue: string | null
}

export interface Saying {
  room?: string
  private?: boolean
  as: string
  text?: string
  image?: string
  bytes?: string
  quote?: string
  recall?: string
}
