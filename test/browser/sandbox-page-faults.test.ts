import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import { desk, phone } from '../support/chromium.ts'
import { eventually, setStage } from '../support/sandbox-stage.ts'

/** Chromium reports every request that fails; here they are made to fail. */
const { behind, come, speak, bubbles } = setStage(/503|ERR_|Failed to load resource/)

const sentence = '聊天服务暂时连不上，请稍后再试。'

describe('the page when something is away', () => {
  it('keeps the words that could not be sent, says why, and sends them on request', async () => {
    const page = await come()
    await page.locator('#words').fill('楼道灯坏了')
    behind().sandbox.away = true
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('#unsent').innerText()).toContain(sentence)
    expect(await page.locator('#words').inputValue()).toBe('楼道灯坏了')
    behind().sandbox.away = false
    await page.locator('#unsent').getByRole('button', { name: '重试' }).click()
    await eventually(() => bubbles(page)).toEqual(['楼道灯坏了'])
    expect(await page.locator('#unsent').isVisible()).toBe(false)
    expect(await page.locator('#words').inputValue()).toBe('')
  })

  it('shows that the chat server is away, and fills itself in when it is back', async () => {
    const page = await come()
    await page.locator('#link', { hasText: '实时' }).waitFor()
    await page.locator('.room').first().waitFor()
    behind().sandbox.away = true
    await page.locator('#link', { hasText: '聊天服务暂时不在' }).waitFor()
    behind().sandbox.away = false
    await speak('cuihu-a', 'xiaozhou', '断开时说的')
    await page.locator('#link', { hasText: '实时' }).waitFor()
    await eventually(() => bubbles(page)).toEqual(['断开时说的'])
  })

  it('tells one who comes while the chat is away, and lets them try again', async () => {
    behind().sandbox.away = true
    const page = await come()
    await eventually(() => page.locator('#notice').innerText()).toContain(sentence)
    expect(await page.locator('#words').isVisible()).toBe(false)
    expect(await page.locator('#town').innerText()).toBe('清河镇')
    behind().sandbox.away = false
    await page.locator('#notice').getByRole('button', { name: '重试' }).click()
    await page.locator('.room').first().waitFor()
    await eventually(() => page.locator('#notice').isVisible()).toBe(false)
    expect(await page.locator('#words').isVisible()).toBe(true)
  })

  it('comes back by itself after the service was restarted, with all that was said meanwhile', async () => {
    const page = await come()
    await page.locator('#link', { hasText: '实时' }).waitFor()
    const { door, port } = behind()
    await door.close()
    await page.locator('#link', { hasText: '连接断开' }).waitFor()
    await page.locator('#words').fill('听得到吗')
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('#unsent').innerText()).toContain('连不上服务')
    await speak('cuihu-a', 'xiaozhou', '重启时说的')
    await behind().again(port)
    await page.locator('#link', { hasText: '实时' }).waitFor()
    await eventually(() => bubbles(page)).toEqual(['重启时说的'])
  })

  it('says so when the clock could not be moved', async () => {
    const page = await come()
    await page.locator('.room').first().waitFor()
    await behind().door.close()
    await page.getByRole('button', { name: '快进 1 天' }).click()
    await eventually(() => page.locator('#clock-fault').innerText()).toContain('连不上服务')
    expect(await page.getByRole('button', { name: '快进 1 天' }).isEnabled()).toBe(true)
  })
})

describe('the page for every eye', () => {
  /** Words that stand out less than WCAG AA asks of them (4.5, of large ones 3). */
  const faint = (page: Page): Promise<string[]> =>
    page.evaluate<string[]>(`(() => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
      const rgba = (colour) => {
        canvas.clearRect(0, 0, 1, 1)
        canvas.fillStyle = colour
        canvas.fillRect(0, 0, 1, 1)
        return [...canvas.getImageData(0, 0, 1, 1).data]
      }
      const over = (top, under) => top.slice(0, 3).map((part, i) => (part * top[3] + under[i] * (255 - top[3])) / 255)
      const ground = (one) => {
        if (one === null) return [255, 255, 255]
        const own = rgba(getComputedStyle(one).backgroundColor)
        return own[3] === 255 ? own.slice(0, 3) : over(own, ground(one.parentElement))
      }
      const light = (colour) => {
        const [r, g, b] = colour.map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const found = []
      while (walker.nextNode()) {
        const one = walker.currentNode.parentElement
        if (walker.currentNode.textContent.trim() === '' || !one.checkVisibility() || one.closest(':disabled, option, script, .acts')) continue
        const under = ground(one)
        const [a, b] = [light(over(rgba(getComputedStyle(one).color), under)), light(under)]
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
        const large = parseFloat(getComputedStyle(one).fontSize) >= 24
        if (contrast < (large ? 3 : 4.5)) found.push(walker.currentNode.textContent.trim() + ' ' + contrast.toFixed(2))
      }
      return found
    })()`)

  it.each([
    ['by day', { ...desk, colorScheme: 'light' as const }],
    ['in the dark', { ...desk, colorScheme: 'dark' as const }],
    ['on a phone in the dark', { ...phone, colorScheme: 'dark' as const }],
  ])('has words that stand out enough %s', async (_, options) => {
    const { sandbox, clock, cases } = behind()
    const when = {
      handler: 'chenlan',
      verifier: 'zhangwei',
      room: 'cuihu-a',
      rating: null,
      category: '楼道照明',
    }
    const due = (hours: number): Date => new Date(clock.now().getTime() + hours * 3_600_000)
    for (const [index, hours] of [-5, 1, 6, 40].entries()) {
      const number = `QH20261123-000${index + 1}`
      cases.push({ ...when, number, title: '楼道灯不亮', state: 'in_progress', dueAt: due(hours) })
    }
    sandbox.botSays('cuihu-a', '@李阿姨 已登记 QH20261123-0001', clock.now(), ['liayi'])
    const { id } = await speak('cuihu-a', 'xiaozhou', '我家也是')
    await sandbox.say({ room: 'cuihu-a', as: 'liayi', text: '@小周 好的', quote: id }, clock.now())
    const page = await come(options, '#cuihu-a')
    await eventually(() => bubbles(page)).toHaveLength(3)
    sandbox.away = true
    await page.locator('#words').fill('还在吗')
    await page.keyboard.press('Enter')
    await page.locator('#unsent').waitFor()
    expect(await faint(page)).toEqual([])
    if (options.isMobile) await page.getByRole('button', { name: '向导' }).tap()
    expect(await faint(page)).toEqual([])
  })
})
