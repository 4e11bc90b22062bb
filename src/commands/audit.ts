import { atTheTerminal } from './at-the-terminal.ts'
import { runAudit } from './audit/run.ts'

/** `npm run audit -- verify [--anchor <n>:<hash>] | export [--from <time>] [--to <time>] [--who <text>] [--action <text>] | anchors` */
await atTheTerminal(runAudit)
