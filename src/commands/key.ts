import { atTheTerminal } from './at-the-terminal.ts'
import { runKey } from './key/run.ts'

/** `npm run key -- create --name <text> --scope <list> [--days <n>] | list | revoke <id>` (doors.md). */
await atTheTerminal(runKey)
