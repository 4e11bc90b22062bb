import { areaTitle } from './naming.ts'
import type { Directory } from './directory.ts'
import type { Room } from './town.ts'

/** What a room is to be bound to, as somebody wrote it behind 绑定. */
export type RoomAsked =
  | { asked: 'room'; room: Room }
  | { asked: 'areas'; areas: readonly string[]; dept: string | null; kind: Room['kind'] | null }
  | { asked: 'unknown'; said: string }
  | { asked: 'several'; said: string; choices: readonly string[] }
  | { asked: 'nothing' }

const kindWords: readonly (readonly [RegExp, Room['kind']])[] = [
  [/(?:的)?(?:居民|业主|村民|邻里)群$/u, 'residents'],
  [/(?:的)?(?:网格)?工作群$/u, 'staff'],
]

const even = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/gu, '').toLowerCase()

/** A room of the town by its name or code, written whole. */
export const roomNamed = (said: string, directory: Directory): Room | null =>
  directory.data.rooms.find(({ code, name }) => [code, name].some((own) => even(own) === even(said))) ?? null

function areasNamed(said: string, directory: Directory): readonly string[] {
  const names = ({ code, name }: { code: string; name: string }): readonly string[] => [
    code,
    name,
    areaTitle(directory, code),
  ]
  return directory.data.areas
    .filter((area) => names(area).some((own) => even(own) === even(said)))
    .map(({ code }) => code)
}

const deptNamed = (said: string, directory: Directory): string | null =>
  directory.data.departments.find(({ code, name }) => [code, name].some((own) => even(own) === even(said)))
    ?.code ?? null

/** Reads 绑定's words: a room of the town by its whole name, else areas or a department, and perhaps which kind of room. */
export function readRoomAsked(words: string, directory: Directory): RoomAsked {
  const said = words.trim().replace(/[。.!！]+$/u, '')
  if (said === '') return { asked: 'nothing' }
  const room = roomNamed(said, directory)
  if (room !== null) return { asked: 'room', room }
  const kind = kindWords.find(([pattern]) => pattern.test(said))
  const rest = (kind === undefined ? said : said.replace(kind[0], '')).trim()
  if (rest === '') return { asked: 'nothing' }
  const dept = deptNamed(rest, directory)
  if (dept !== null) return { asked: 'areas', areas: [directory.township().code], dept, kind: 'staff' }
  const areas: string[] = []
  for (const part of rest.split(/[\s,，、;；和]+/u).filter((one) => one !== '')) {
    const [area, ...others] = areasNamed(part, directory)
    if (area === undefined) return { asked: 'unknown', said: part }
    if (others.length > 0) {
      const choices = [area, ...others].map((code) => areaTitle(directory, code))
      return { asked: 'several', said: part, choices }
    }
    if (!areas.includes(area)) areas.push(area)
  }
  return { asked: 'areas', areas, dept: null, kind: kind?.[1] ?? null }
}
