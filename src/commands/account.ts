import { atTheTerminal } from './at-the-terminal.ts'
import { runAccount } from './account/run.ts'

/** `npm run account -- create --person <code> | list | reset --person <code> | disable --person <code>` (doors.md). */
await atTheTerminal(runAccount)
