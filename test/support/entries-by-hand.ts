/** Who may enter what, written down once more by hand: a route whose declaration opens too far is seen here. */
const centreOnly = new Set([
  ...['GET /outbox', 'POST /outbox/{id}/resend', 'POST /outbox/{id}/give-up', 'GET /bot'],
  'GET /passed-over',
  'POST /passed-over/{id}/take-up',
  'GET /reader/corrections',
  'GET /reader/corrections/{number}/{move}',
  'DELETE /reader/corrections/{number}/{move}',
  'GET /reader/model',
  'GET /reader/endpoints',
  'GET /reader/decisions',
  'GET /triage',
  'GET /chat-rooms',
  'GET /set-up/template',
  'POST /set-up/check',
  'POST /rooms',
  'PATCH /rooms/{code}',
  'DELETE /rooms/{code}',
  'POST /rooms/{code}/bind',
  'POST /rooms/{code}/unbind',
  'PUT /roster',
  'GET /duty/sheet',
  'GET /duty/log',
  'POST /duty/handover',
  ...[
    'GET /keys',
    'POST /keys',
    'DELETE /keys/{id}',
    'GET /webhooks',
    'POST /webhooks',
    'DELETE /webhooks/{id}',
  ],
  ...['GET /webhooks/{id}/deliveries', 'POST /webhooks/{id}/ping'],
  ...['POST /webhooks/{id}/deliveries/{delivery}/replay'],
  ...['POST /person-traces/show', 'POST /person-traces/erase', 'POST /cases-by-phone'],
])
/** For the director alone. */
const directorOnly = new Set([
  ...['POST /hot-spots/{key}/settle', 'POST /answers/{id}/approve', 'POST /answers/{id}/retire'],
  'POST /approvals/{id}/decision',
  'POST /reader/model/take-back',
  'DELETE /areas/{code}',
  'DELETE /organisations/{code}',
  'PUT /bot/name',
  'PUT /rules',
  'PUT /set-up',
  'DELETE /rules/to-come/{id}',
  'POST /rules/take-back',
  'POST /authority',
  'DELETE /authority/{index}',
  'POST /rooms/{code}/live',
  'POST /rooms/{code}/shadow',
])
/** For those who watch over the township. */
const watchersOnly = new Set(['GET /hot-spots'])
const watchers = ['director', 'duty_officer', 'supervisor', 'township_lead']
const auditorsOnly = new Set(['GET /audit', 'GET /audit/anchors'])
/** For those on duty, who take calls. */
const dutyOnly = new Set(['POST /cases'])
/** Whoever looks after the whole. */
const overseersOnly = new Set(['GET /set-up', 'GET /rules', 'POST /rules/check', 'GET /rules/history'])
/** Whoever arranges people and places: the centre, and community leads for what is theirs. */
const arrangersOnly = new Set([
  'POST /areas',
  'PATCH /areas/{code}',
  'PUT /areas/{code}/places',
  'PUT /areas/{code}/posts/{post}',
  ...['POST /people', 'PATCH /people/{code}', 'DELETE /people/{code}', 'POST /people/{code}/phone'],
  'POST /people/{code}/code',
  'POST /people/{code}/release',
  'DELETE /people/{code}/account',
  'POST /codes',
  ...['POST /organisations', 'PATCH /organisations/{code}'],
  ...['GET /residents', 'POST /residents', 'POST /residents/find', 'GET /residents/{code}'],
  ...['PATCH /residents/{code}', 'DELETE /residents/{code}'],
  'POST /codes/page',
])
/** Section 9: who sits in the month's meeting, who leads, who looks at samples. */
const meeting = ['director', 'duty_officer', 'supervisor', 'township_lead']
const ofTheLedger: Readonly<Record<string, readonly string[]>> = {
  'GET /briefs/{period}': meeting,
  'GET /briefs/{period}/document': meeting,
  'POST /briefs/{month}/decisions': meeting,
  'POST /cases/{number}/instructions': ['director', 'township_lead'],
  'GET /samples/{month}': ['supervisor', 'director'],
  'POST /samples/{month}/{number}': ['supervisor', 'director'],
  'GET /morning': ['director', 'township_lead', 'supervisor'],
  'GET /morning/page': ['director', 'township_lead', 'supervisor'],
  'GET /duty/sheet/page': ['director', 'duty_officer'],
}
/** Open to whoever comes. */
export const forAnybody = new Set(['POST /session', 'POST /session/chat', 'POST /session/chat/{id}'])

/** The posts that enter a route; null: everybody who holds one. */
export function entering(name: string): readonly string[] | null {
  if (Object.hasOwn(ofTheLedger, name)) return ofTheLedger[name] ?? []
  if (directorOnly.has(name)) return ['director']
  if (dutyOnly.has(name)) return ['duty_officer']
  if (overseersOnly.has(name)) return ['director', 'duty_officer', 'supervisor', 'township_lead']
  if (auditorsOnly.has(name)) return ['director', 'supervisor']
  if (centreOnly.has(name)) return ['director', 'duty_officer']
  if (watchersOnly.has(name)) return watchers
  return arrangersOnly.has(name) ? ['director', 'duty_officer', 'community_lead'] : null
}
