import { makeAttachmentBytes } from '../attachments.ts'
import { noteKey } from '../db/known-keys.ts'
import { leftToSeal, sealAnew } from '../db/seal-anew.ts'
import { systemClock } from '../kernel/clock.ts'
import { reasonOf, StartFault } from '../kernel/errors.ts'
import { loadSettings } from '../settings.ts'
import { type OpenedDatabase, withDatabase } from './with-stores.ts'

const usage = [
  'npm run keys -- list          which keys there are, the one that seals first; never the keys themselves',
  'npm run keys -- rotate        make a key and seal everything anew with it; may be cut off and begun again',
  'npm run keys -- retire <id>   take a key away that seals nothing any more; keep it with the backups of its time',
].join('\n')

const say = (text: string): void => void process.stderr.write(`${text}\n`)

/** Passes until one finds nothing: a product that runs may have sealed under the older key until it saw the new one. */
async function sealAll({ dataSource, sealing }: OpenedDatabase, dataFolder: string): Promise<void> {
  const bytes = makeAttachmentBytes(dataFolder, sealing)
  for (let pass = 1; pass <= 5; pass += 1) {
    const [values, files] = [await sealAnew(dataSource), await bytes.sealAnew()]
    say(`pass ${String(pass)}: ${String(values)} values and ${String(files)} files sealed anew`)
    if (values === 0 && files === 0) return
  }
}

async function rotate(opened: OpenedDatabase, dataFolder: string): Promise<void> {
  const { keys, dataSource } = opened
  // One that was cut off goes on with the key it has made.
  if ((await leftToSeal(dataSource)) === 0) {
    if (keys.add === null)
      throw new StartFault(
        'The keys come from LINLI_KEYS: put a new one in front there, restart the product, and rotate again.',
      )
    keys.add()
    await noteKey(dataSource, keys, systemClock.now())
  }
  await sealAll(opened, dataFolder)
  say(`${keys.current().id} seals from now on. Keep a copy of ${keys.where} apart from the database.`)
}

async function retire(opened: OpenedDatabase, id: string): Promise<void> {
  const { keys, dataSource } = opened
  if (keys.retire === null) throw new StartFault('The keys come from LINLI_KEYS: take it out there.')
  const left = await leftToSeal(dataSource)
  if (left > 0) throw new StartFault(`${String(left)} values lie under an older key: rotate first.`)
  if (!keys.retire(id)) throw new StartFault(`${id} is no key that could go: unknown, or the one that seals.`)
  await dataSource.query('DELETE FROM sealing_keys WHERE id = $1', [id])
  say(`The key ${id} is gone. Backups of its time need it: keep the copy.`)
}

async function main([verb, id, ...rest]: readonly string[]): Promise<void> {
  const settings = loadSettings()
  const known = { list: id === undefined, rotate: id === undefined, retire: id !== undefined }
  if (rest.length > 0 || verb === undefined || !(known as Record<string, boolean>)[verb])
    throw new StartFault(usage)
  await withDatabase(settings, async (opened) => {
    if (verb === 'rotate') await rotate(opened, settings.dataFolder)
    if (verb === 'retire' && id !== undefined) await retire(opened, id)
    if (verb !== 'list') return
    const current = opened.keys.current().id
    for (const key of opened.keys.all())
      process.stdout.write(`${JSON.stringify({ id: key.id, seals: key.id === current })}\n`)
    say(`${String(await leftToSeal(opened.dataSource))} values lie open or under an older key.`)
  })
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  say(error instanceof StartFault ? error.message : reasonOf(error))
  process.exitCode = 1
})
