/** What can be made to go wrong with the bot's sends, to see how it takes it. */
export interface SendFaults {
  /** While frozen a send gets no answer; it is delivered when thawed, even if nobody waits any more. */
  freeze(frozen: boolean): void
  /** The next so many sends are refused and never delivered. */
  failNext(count: number): void
  /** Lets a send through, now or later; rejects where it is to fail. */
  pass(): Promise<void>
}

export function makeSendFaults(): SendFaults {
  let frozen = false
  let toFail = 0
  let waiting: (() => void)[] = []
  return {
    freeze(on) {
      frozen = on
      if (frozen) return
      const thawed = waiting
      waiting = []
      for (const goOn of thawed) goOn()
    },
    failNext(count) {
      toFail = count
    },
    async pass() {
      if (toFail > 0) {
        toFail -= 1
        throw new Error('the sandbox was told to refuse this send')
      }
      if (frozen) await new Promise<void>((goOn) => waiting.push(goOn))
    },
  }
}
