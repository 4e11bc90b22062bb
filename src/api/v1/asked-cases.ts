import type { z } from 'zod'
import type { CaseFilters, Span } from '../../cases/lists.ts'
import type { Ground } from '../../grid/ground.ts'
import { instant } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import type { Request } from './route.ts'
import type { caseFilters } from './shapes/case-filters.ts'
import { sightAsking } from './sights.ts'

type Said = z.output<typeof caseFilters>

/** A key that is left out where nothing was asked. */
const given = <Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Value>> =>
  value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, Value>>)

const spanOf = (from: string | undefined, to: string | undefined): Span | undefined =>
  from === undefined && to === undefined
    ? undefined
    : {
        ...given('from', from === undefined ? undefined : instant(from)),
        ...given('to', to === undefined ? undefined : instant(to)),
      }

const refused = (path: string, message: string): Refusal =>
  new Refusal('invalid', message, { faults: [{ path, message }] })

/** An area with everything below it; the township is everything, what has no area yet too. One unknown is refused. */
function areasOf(said: Said, { directory }: Ground): readonly string[] | undefined {
  const { area, community } = said
  if (area !== undefined && community !== undefined && area !== community)
    throw refused('community', 'area 和 community 只写一个。')
  const top = area ?? community
  if (top === undefined) return undefined
  if (directory.area(top) === null)
    throw refused(area === undefined ? 'community' : 'area', `没有“${top}”这个地区。`)
  if (directory.within(directory.township().code, top)) return undefined
  return directory.data.areas.map(({ code }) => code).filter((code) => directory.within(code, top))
}

const boolean = (said: 'true' | 'false' | undefined): boolean | undefined =>
  said === undefined ? undefined : said === 'true'

/** What somebody asks of the list, in the words of the store; the colours between are left to the caller. */
export function filtersAsked(
  said: Said,
  asked: Pick<Request, 'caller' | 'now'>,
  ground: Ground,
): CaseFilters {
  const own = asked.caller?.kind === 'person' ? asked.caller.person : ''
  const person = (code: string | undefined): string | undefined => (code === 'me' ? own : code)
  if (said.dept !== undefined && !ground.directory.data.departments.some(({ code }) => code === said.dept))
    throw refused('dept', `没有“${said.dept}”这个部门。`)
  const { kind, nature, urgency, source, grid, outcome, rating, room, number, outsideNumber, dept } = said
  return {
    sight: sightAsking(asked, ground),
    ...given('states', said.state),
    ...given('categories', said.category),
    ...given('areas', areasOf(said, ground)),
    ...given('handler', person(said.handler)),
    ...given('verifier', person(said.verifier)),
    ...given('assistant', person(said.assistant)),
    ...given('kind', kind),
    ...given('nature', nature),
    ...given('urgency', urgency),
    ...given('source', source),
    ...given('grid', grid),
    ...given('dept', dept),
    ...given('outcome', outcome),
    ...given('rating', rating),
    ...given('room', room),
    ...given('number', number),
    ...given('outsideNumber', outsideNumber),
    ...given('confidential', boolean(said.confidential)),
    ...given('reworked', boolean(said.rework)),
    ...given('overdueAt', said.overdue === 'true' ? asked.now : undefined),
    ...given('received', spanOf(said.receivedFrom, said.receivedTo)),
    ...given('due', spanOf(said.dueFrom, said.dueTo)),
    ...given('closed', spanOf(said.closedFrom, said.closedTo)),
    ...given('words', said.q),
    ...given('red', said.colour === undefined ? undefined : { at: asked.now, is: said.colour === 'red' }),
  }
}
