import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'

import { makeSandboxPage } from '../../src/console/sandbox/page.ts'
import { desk, openBrowser, visit } from './chromium.ts'
import type { Visit } from './chromium.ts'
import { openDoor } from './sandbox-door.ts'
import type { OpenDoor } from './sandbox-door.ts'

/** Looks again until it is so, for as long as a busy machine may need. */
export const eventually = <Seen>(look: () => Promise<Seen>) => expect.poll(look, { timeout: 15_000 })

/** A sandbox of its own for each test of a file, and visitors to its page. */
export interface Stage {
  /** The door, the chat and the cases behind the page. */
  behind(): OpenDoor
  /** A new visitor; resolves once the page has its rooms, where the chat is there to name them. */
  come(options?: typeof desk, hash?: string): Promise<Page>
  /** Somebody says something elsewhere. */
  speak(room: string, as: string, text: string): Promise<{ id: string }>
  heardIn(room: string): Promise<string[]>
  bubbles(page: Page): Promise<string[]>
}

/**
 * Sets the stage for the tests of a file. After each test the browsers must not have complained of anything but what
 * `expected` matches: no script error, no refused load, nothing against the page's policy.
 */
export function setStage(expected = /(?!)/): Stage {
  let browser: Browser
  let open: OpenDoor
  let visits: Visit[] = []

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    open = await openDoor(makeSandboxPage())
  })
  afterEach(async () => {
    for (const { page } of visits) await page.context().close()
    await open.door.close()
    const complaints = visits
      .flatMap((one) => one.complaints)
      .filter((complaint) => !expected.test(complaint))
    visits = []
    expect(complaints).toEqual([])
  })

  return {
    behind: () => open,
    async come(options = desk, hash = '') {
      const made = await visit(browser, options)
      visits.push(made)
      await made.page.goto(`${open.url}/sandbox${hash}`)
      if (!open.sandbox.away) await made.page.locator('.room').first().waitFor({ state: 'attached' })
      return made.page
    },
    speak: (room, as, text) => open.sandbox.say({ room, as, text }, open.clock.now()),
    heardIn: async (room) => (await open.sandbox.messages(room)).messages.map((message) => message.text),
    bubbles: (page) => page.locator('.message .bubble').allInnerTexts(),
  }
}
