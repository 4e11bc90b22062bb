import type { Ground } from '../grid/ground.ts'

/** 3.5: people and organisations of the town that the words name; a matter about somebody is never theirs. */
export function aboutWhom(said: string, ground: Ground): readonly string[] {
  const { people, organisations } = ground.directory.data
  return [...people, ...organisations]
    .filter((one) => one.name.length >= 2 && said.includes(one.name))
    .map((one) => one.code)
}
