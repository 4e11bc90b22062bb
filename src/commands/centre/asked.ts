/** What is asked in the measurements, by name: paths of the API below /api/v1. */
export const lists: Readonly<Record<string, string>> = {
  all: '/cases',
  oneState: '/cases?state=in_progress',
  openStates: '/cases?state=filed,dispatched,in_progress&sort=due&order=asc',
  closed: '/cases?state=closed&sort=closed',
  category: '/cases?category=0201',
  group: '/cases?category=02',
  grid: '/cases?grid=G7-3',
  community: '/cases?community=C7',
  communityMonth: '/cases?community=C7&receivedFrom=2026-10-01T00:00:00Z&receivedTo=2026-11-01T00:00:00Z',
  handler: '/cases?handler=community_lead-C7',
  verifier: '/cases?verifier=grid_lead-G7-3',
  urgent: '/cases?urgency=urgent',
  phoned: '/cases?source=phone',
  explained: '/cases?outcome=explained',
  dissatisfied: '/cases?rating=dissatisfied',
  reworked: '/cases?rework=true',
  overdue: '/cases?overdue=true&sort=due&order=asc',
  red: '/cases?colour=red',
  room: '/cases?room=room-G7-3',
  number: '/cases?number=QH20250301',
  words: `/cases?q=${encodeURIComponent('电梯 漏水')}`,
  rareWords: `/cases?q=${encodeURIComponent('C7第3')}`,
  noWords: `/cases?q=${encodeURIComponent('恐龙骨架')}`,
  everything: `/cases?community=C7&category=02&state=closed&outcome=solved&rating=satisfied&q=${encodeURIComponent('楼道')}`,
}

/** Read at 300 a second: what people and other systems look at on an ordinary morning. */
export const mixed: readonly string[] = [
  '/cases',
  '/cases?state=dispatched,in_progress&sort=due&order=asc',
  '/cases?community=C7',
  '/cases?category=02',
  '/cases?overdue=true&sort=due&order=asc',
  '/me/todo',
  '/me',
  '/triage',
]
