// The order of the house (docs/ARCHITECTURE.md). A folder may import what stands left of it, nothing else.
const stages = [
  'kernel',
  'chat',
  'worktime',
  'grid',
  'rights',
  'wording',
  'intake',
  'routing',
  'cases',
  'deadlines',
  'feedback',
  'ledger',
]
const edges = ['desk', 'api', 'jobs', 'db', 'llm', 'console']

/** Vendor packages that have one home; elsewhere nobody knows them. */
const homes = [
  { name: 'wechaty', vendor: '(wechaty[^/]*|file-box|@grpc/[^/]+)', home: '^bots/' },
  { name: 'typeorm', vendor: '(typeorm|pg)', home: '^(src/db|migrations)/' },
  { name: 'koa', vendor: '(koa|@koa/[^/]+|better-sse)', home: '^src/api/' },
  { name: 'argon2', vendor: '(@node-rs/argon2|otpauth)', home: '^src/rights/' },
  { name: 'swagger-ui', vendor: '(swagger-ui-dist|prom-client)', home: '^src/api/' },
  { name: 'openai', vendor: 'openai', home: '^src/llm/' },
  { name: 'silk-wasm', vendor: 'silk-wasm', home: '^src/(llm|commands)/' },
  { name: 'node-cron', vendor: 'node-cron', home: '^src/jobs/' },
  { name: 'chinese-days', vendor: 'chinese-days', home: '^src/worktime/' },
  { name: 'opencc-js', vendor: 'opencc-js', home: '^src/intake/' },
]

/**
 * @import { IConfiguration, IRegularForbiddenRuleType } from 'dependency-cruiser'
 * @typedef {Pick<IRegularForbiddenRuleType, 'from' | 'to'>} Ends
 */

/** @param {string[]} names */
const folder = (names) => `^src/(${names.join('|')})/`
/** main.ts and the files beside it. */
const joiner = '^src/[^/]+\\.ts$'
const outsideTests = '^(test/|[^/]+\\.config\\.[jt]s$)'

/**
 * @param {string} name
 * @param {string} comment
 * @param {Ends['from']} from
 * @param {Ends['to']} to
 * @returns {IRegularForbiddenRuleType}
 */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const stageOrder = stages
  .slice(0, -1)
  .map((stage, index) =>
    forbid(
      `${stage}-looks-left`,
      `${stage} may import only the stages left of it: ${stages.slice(0, index).join(' < ') || 'none'}.`,
      { path: folder([stage]) },
      { path: folder(stages.slice(index + 1)) },
    ),
  )

const edgeApart = edges.map((edge) =>
  forbid(
    `${edge}-stands-alone`,
    'Edges import stages, never each other; main.ts joins them.',
    { path: folder([edge]) },
    { path: folder(edges.filter((other) => other !== edge)) },
  ),
)

const vendorHomes = homes.map(({ name, vendor, home }) =>
  forbid(
    `home-of-${name}`,
    `Only ${home} may know ${vendor}.`,
    { path: '^(src|bots|migrations)/', pathNot: home },
    { path: `(^|/)node_modules/(@types/)?${vendor}(/|$)` },
  ),
)

/** @type {IConfiguration} */
export default {
  forbidden: [
    ...stageOrder,
    ...edgeApart,
    ...vendorHomes,
    forbid(
      'stages-know-no-edge',
      'A stage is called by the doors and never calls one; what it needs stands in its ports.ts.',
      { path: folder(stages) },
      { path: [folder(edges), '^(bots|migrations)/'] },
    ),
    forbid(
      'edges-know-no-bot',
      'The chat is reached through the port in src/chat.',
      { path: folder(edges) },
      { path: '^bots/' },
    ),
    forbid(
      'only-db-knows-migrations',
      'Tables are the business of src/db.',
      { path: '^(src|bots)/', pathNot: `^src/(db|commands)/|${joiner}` },
      { path: '^migrations/' },
    ),
    forbid(
      'migrations-stand-alone',
      'A migration is history: it must not change when the code does.',
      { path: '^migrations/' },
      { path: '^(src|bots)/' },
    ),
    forbid(
      'bots-see-the-port',
      'A bot sees the kernel and the chat port, and decides nothing.',
      { path: '^bots/' },
      { path: '^(src|migrations)/', pathNot: folder(['kernel', 'chat']) },
    ),
    forbid(
      'bots-stand-apart',
      'The sandbox is a chat like any other: the adapter must not know it.',
      { path: '^bots/([^/]+)/' },
      { path: '^bots/', pathNot: '^bots/$1/' },
    ),
    forbid(
      'reactions-import-stages',
      'reactions.ts is one page of event → action over the stages.',
      { path: '^src/reactions(\\.ts$|/)' },
      { path: ['^src/', '^bots/', '^migrations/'], pathNot: [...[folder(stages)].flat(), '^src/reactions/'] },
    ),
    forbid(
      'settings-import-the-kernel',
      'settings.ts is read before anything else exists.',
      { path: '^src/settings\\.ts$' },
      { path: ['^src/', '^bots/', '^migrations/'], pathNot: folder(['kernel', 'settings']) },
    ),
    forbid(
      'nothing-imports-the-roots',
      'The files beside main.ts and in commands/ join the parts; to everybody else settings come as arguments.',
      { pathNot: `${outsideTests}|^src/commands/|${joiner}` },
      { path: `^src/commands/|${joiner}` },
    ),
    forbid(
      'nothing-imports-main',
      'main.ts is where the program starts.',
      { pathNot: '^test/' },
      { path: '^src/main\\.ts$' },
    ),
    forbid(
      'nothing-imports-tests',
      'Tests may import everything; nothing imports them.',
      { pathNot: outsideTests },
      { path: '^test/' },
    ),
    forbid('no-cycle', 'A cycle means that two files are one.', {}, { circular: true }),
    forbid('no-dead-import', 'Every import must be found.', {}, { couldNotResolve: true }),
    forbid(
      'no-tools-in-the-product',
      'What runs must not need a development dependency.',
      { path: '^(src|bots|migrations)/', pathNot: '^src/commands/(check\\.ts|centre/measure\\.ts)$' },
      // Types of a development dependency (@types/koa) do not run.
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Without this, type-only imports would escape the order.
    tsPreCompilationDeps: true,
    // Without this, packages with an export map (wechaty) are not found and their rules see nothing.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
