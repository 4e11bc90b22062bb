import type { Directory } from '../../grid/directory.ts'
import { areaTitle } from '../../grid/naming.ts'

/** A grid by its own name where that says its community already (锦绣第一网格), everything else as `areaTitle`. */
export function areaOnPaper(directory: Directory, code: string): string {
  const area = directory.area(code)
  const community = directory.communityOf(code)
  if (area?.level !== 'grid' || community === null) return areaTitle(directory, code)
  const stem = directory.area(community)?.name.replace(/(?:社区|村|居)$/u, '') ?? ''
  return stem !== '' && area.name.includes(stem) ? area.name : areaTitle(directory, code)
}

/** The body in whose name a paper goes out: the town's own name where that names one, else its centre. */
export function issuer({ data }: Directory): string {
  return /(?:中心|办公室|指挥部|服务站|委员会)$/u.test(data.name) ? data.name : `${data.name}社会治理中心`
}
