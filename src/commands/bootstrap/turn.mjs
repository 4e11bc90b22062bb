// One installation at a time in one folder, even where a run was killed in the middle of it.
import fs from 'node:fs'
import { hostname } from 'node:os'
import { Sentence } from './machine.mjs'

const lookAgainMilliseconds = 200
const youngMilliseconds = 5_000

/** @typedef {{ host: string, pids: number[] }} Holder */

/**
 * Waits until nobody else holds `file`, takes it, does `work`, and gives it back.
 * A holder whose processes are all dead is pushed aside.
 * @template T
 * @param {string} file
 * @param {{ waiting: () => void, minutes: number }} manner
 * @param {(alsoHeldBy: (pid: number) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inTurn(file, manner, work) {
  let tries = 0
  while (!take(file)) {
    if (tries === 0) manner.waiting()
    tries += 1
    if (tries * lookAgainMilliseconds > manner.minutes * 60_000) {
      throw new Sentence(`Another run seems to hold ${file} for ever: delete it and run the command again.`)
    }
    await new Promise((resolve) => setTimeout(resolve, lookAgainMilliseconds))
    pushAsideIfDead(file)
  }
  try {
    return await work((pid) => write(file, [process.pid, pid]))
  } finally {
    fs.rmSync(file, { force: true })
  }
}

/** @param {string} file */
function take(file) {
  try {
    fs.closeSync(fs.openSync(file, 'wx'))
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
  write(file, [process.pid])
  return true
}

/**
 * @param {string} file
 * @param {number[]} pids
 */
function write(file, pids) {
  fs.writeFileSync(file, JSON.stringify({ host: hostname(), pids }))
}

/** @param {string} file */
function pushAsideIfDead(file) {
  if (!isDead(file)) return
  // Of several who see the same dead holder, renaming lets one win; whoever grabbed a living one by mistake puts it back.
  const aside = `${file}.${process.pid}`
  try {
    fs.renameSync(file, aside)
    if (!isDead(aside) && !fs.existsSync(file)) fs.renameSync(aside, file)
    else fs.rmSync(aside, { force: true })
  } catch {
    // Somebody else was faster.
  }
}

/** @param {string} file */
function isDead(file) {
  try {
    const words = fs.readFileSync(file, 'utf8')
    const age = Date.now() - fs.statSync(file).mtimeMs
    // Taken but not yet written; or its writer died between the two.
    if (words === '') return age > youngMilliseconds
    const holder = /** @type {Holder} */ (JSON.parse(words))
    return holder.host === hostname() && !holder.pids.some(isAlive)
  } catch {
    return false
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}
