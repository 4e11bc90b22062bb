import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { letterPairs } from '../../cases/word-overlap.ts'
import { connectDatabase } from '../../db/connect.ts'
import { startEmbedded } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { makeStores } from '../../db/stores.ts'
import type { Ground } from '../../grid/ground.ts'
import { addHours, instant, systemClock } from '../../kernel/clock.ts'
import { silentLog } from '../../kernel/log.ts'
import { makeSealing } from '../../kernel/sealing.ts'
import { openKeyRing } from '../../key-ring.ts'
import type { Section } from './figures.ts'

const openCases = 100_000
const communities = 20
const asked = 200
const atOnce = 5_000

/** Parts of reports; combined by number they give 100,000 open cases in words that repeat as residents' words do. */
const whats = [
  '楼道灯坏了好几天了',
  '垃圾桶满了没人清',
  '电梯又停了老人下不来',
  '下水道堵了往外返水',
  '消防通道停满了车',
  '有人半夜还在打麻将',
  '墙皮掉下来差点砸到人',
  '门禁坏了谁都能进来',
  '水管漏水流了一地',
  '狗不拴绳吓到孩子',
]
const hows = [
  '没人管',
  '晚上太危险',
  '物业也不来修',
  '什么时候能解决',
  '天天这样',
  '求求你们来看看',
  '味道很大',
]
const wheres = [
  '一楼大厅',
  '三楼过道',
  '楼顶',
  '门口',
  '地下车库',
  '后面绿化带',
  '东门',
  '西门',
  '南边围墙',
  '北边车棚',
]

const told = (n: number): string =>
  `${String((n % 37) + 1)}号楼${String((n % 3) + 1)}单元${wheres[n % 10] ?? ''}${whats[(n >> 3) % 10] ?? ''}${hows[(n >> 5) % 7] ?? ''}`

const insertSql = `
  INSERT INTO cases (id, number, state, version, kind, category, nature, urgency, confidential, place, title, words, grid,
    about, source, informed, assistants, received_at, cycle, rework, extensions, returns, returners,
    designated_by_director, asks, word_pairs)
  SELECT 'b-' || n, 'B-' || n, 'dispatched', 1, 'help', category, 'community_matter', 'normal', false,
    jsonb_build_object('building', n % 37 + 1), '', words, 'grid-' || n % ${String(communities)}, '{}', 'chat', '[]', '[]',
    $4::timestamptz - n * interval '2 seconds', 1, 0, 0, 0, '{}', false, '[]', array_to_tsvector(string_to_array(pairs, ' '))
  FROM unnest($1::int[], $2::text[], $3::text[], $5::text[]) AS made (n, words, pairs, category)`

async function fill(
  dataSource: Awaited<ReturnType<typeof connectDatabase>>,
  leaves: readonly string[],
  now: Date,
): Promise<void> {
  for (let from = 0; from < openCases; from += atOnce) {
    const numbers = Array.from({ length: atOnce }, (_, index) => from + index)
    const words = numbers.map(told)
    await dataSource.query(insertSql, [
      numbers,
      words,
      words.map((one) => [...letterPairs(one)].join(' ')),
      now,
      numbers.map((n) => leaves[(n >> 3) % leaves.length] ?? ''),
    ])
  }
  await dataSource.query('ANALYZE cases')
}

/**
 * The shortlist of similar cases (8.6) among 100,000 open cases of three days in 20 communities, on the embedded database:
 * milliseconds a question, the loading of the cases found included.
 */
export async function benchSimilar(ground: Ground): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), 'linli-bench-'))
  const database = await startEmbedded({ folder: join(folder, 'postgres'), log: silentLog })
  const dataSource = await connectDatabase({
    connection: database.connection,
    log: silentLog,
    poolSize: 2,
    sealing: makeSealing(openKeyRing({ sealingKeys: null, dataFolder: folder }, () => systemClock.now())),
  })
  try {
    await migrate(dataSource, silentLog)
    const now = instant('2026-11-23T09:10:00+08:00')
    const leaves = ground.directory.data.leaves.map(({ code }) => code)
    await fill(dataSource, leaves, now)
    const { cases } = makeStores(dataSource.manager)
    const took: number[] = []
    let found = 0
    for (let n = 0; n < asked + 20; n += 1) {
      const began = performance.now()
      const like = await cases.like({
        ...{ category: leaves[n % leaves.length] ?? '', words: `又是${told(n * 7 + 3)}啊`, most: 40 },
        ...{
          building: String((n % 37) + 1),
          reporter: 'bench',
          rooms: [],
          receivedSince: addHours(now, -72),
        },
        areas: [`grid-${String(n % communities)}`],
      })
      if (n < 20) continue
      took.push(performance.now() - began)
      found += like.length
    }
    took.sort((a, b) => a - b)
    const at = (share: number): number => Number((took[Math.floor(took.length * share)] ?? 0).toPrecision(3))
    return { openCases, asked, medianMs: at(0.5), p95Ms: at(0.95), foundEach: found / asked }
  } finally {
    await dataSource.destroy()
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
