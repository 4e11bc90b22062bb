import { chromium } from 'playwright-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { inject } from 'vitest'

const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']

/** The machine's own Chromium, without a window. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: inject('chromium'), args: flags })

export interface Visit {
  page: Page
  /** What the browser complained of: script errors, refused loads, policy violations. */
  complaints: string[]
}

export const desk: BrowserContextOptions = { viewport: { width: 1440, height: 900 } }
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}

/** A fresh visitor, in another time zone than the town's. */
export async function visit(browser: Browser, options: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'America/Anchorage', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(`${error.message} ${error.stack ?? ''}`))
  return { page, complaints }
}
