import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import { instant } from '../../src/kernel/clock.ts'
import { phone } from '../support/chromium.ts'
import { eventually, setStage } from '../support/sandbox-stage.ts'

const { behind, come, speak } = setStage()

describe('the guided tour and the clock', () => {
  it('ticks each step by what happened to the case, and prepares the next words for the right person', async () => {
    const page = await come()
    const current = page.locator('#tour .current')
    const prepare = (): Promise<void> => current.getByRole('button', { name: '填好这句' }).click()
    await prepare()
    expect(await page.locator('#words').inputValue()).toContain('楼道灯坏了')
    await page.keyboard.press('Enter')
    await page.locator('.message.own').waitFor()
    expect(await page.locator('#tour .done').count()).toBe(0)
    const lamp = {
      number: 'QH20261123-0001',
      title: '楼道灯不亮',
      category: '楼道照明',
      handler: 'chenlan',
      verifier: 'zhangwei',
      dueAt: instant('2026-11-24T17:30:00+08:00'),
      room: 'cuihu-a',
      rating: null,
    }
    behind().cases.push({ ...lamp, state: 'dispatched' })
    behind().sandbox.botSays('cuihu-a', '@李阿姨 已登记 QH20261123-0001', behind().clock.now(), ['liayi'])
    behind().sandbox.botSays('jx-staff', '@陈岚 新件 QH20261123-0001', behind().clock.now(), ['chenlan'])
    await eventually(() => current.innerText()).toContain('陈岚签收')
    await prepare()
    await eventually(() => page.locator('#words').inputValue()).toBe('签收 QH20261123-0001')
    expect(await page.locator('#talk-name').innerText()).toContain('锦绣社区网格工作群')
    expect(await page.locator('.chip:has(:checked)').innerText()).toContain('陈岚')
    behind().cases[0] = { ...lamp, state: 'verified' }
    behind().sandbox.botSays('centre', '@罗娜 待结案 QH20261123-0001，回“同意 1”', behind().clock.now(), [
      'luona',
    ])
    await eventually(() => current.innerText()).toContain('罗娜同意结案')
    await prepare()
    await eventually(() => page.locator('#words').inputValue()).toBe('同意 QH20261123-0001')
    behind().cases[0] = { ...lamp, state: 'closed', rating: 'satisfied' }
    await eventually(() => page.locator('#tour .done').count()).toBe(6)
    await page.getByRole('button', { name: '再走一遍' }).click()
    expect(await page.locator('#tour .done').count()).toBe(0)
  })

  it('moves the clock to the next limit and shows the case as overdue after it', async () => {
    behind().cases.push({
      number: 'QH20261123-0001',
      title: '楼道灯不亮',
      category: '楼道照明',
      state: 'dispatched',
      handler: 'chenlan',
      verifier: null,
      dueAt: instant('2026-11-24T17:30:00+08:00'),
      room: 'cuihu-a',
      rating: null,
    })
    const page = await come()
    await eventually(() => page.locator('#clock-time').innerText()).toBe('09:10')
    expect(await page.locator('.case').innerText()).toContain('剩 1天8小时')
    await page.getByRole('button', { name: '快进到时限' }).click()
    await eventually(() => page.locator('#clock-day').innerText()).toBe('2026年11月24日 周二')
    expect(behind().clock.now()).toEqual(instant('2026-11-24T17:30:00+08:00'))
    await page.getByRole('button', { name: '快进 30 分钟' }).click()
    await eventually(() => page.locator('.case').innerText()).toContain('超 30分')
    expect(await page.locator('.case .alert.red').count()).toBe(1)
  })

  it('hears at once when somebody else moves the clock', async () => {
    const page = await come()
    await fetch(`${behind().url}/sandbox/api/clock`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ advance: '2h' }),
    })
    await eventually(() => page.locator('#clock-time').innerText()).toBe('11:10')
    await speak('cuihu-a', 'liayi', '早上好')
    await eventually(() => page.locator('.aside').first().innerText()).toBe('11:10')
    await page.getByRole('button', { name: '快进 1 天' }).click()
    await eventually(() => page.locator('.aside').first().innerText()).toBe('昨天 11:10')
  })
})

describe('the page on a phone', () => {
  const overflow = (page: Page): Promise<boolean> =>
    page.evaluate<boolean>('document.documentElement.scrollWidth > 390 || document.body.scrollWidth > 390')

  it('shows the rooms, then the room, then the guide, and fits each time', async () => {
    for (let count = 0; count < 40; count += 1)
      await speak('cuihu-a', 'liayi', `第${count}句，楼道灯坏了好几天了`)
    const page = await come(phone)
    expect(await page.locator('#words').isVisible()).toBe(false)
    expect(await overflow(page)).toBe(false)
    await page.locator('.room').first().tap()
    await page.locator('#words').waitFor()
    expect(await page.locator('.rooms').isVisible()).toBe(false)
    expect(await overflow(page)).toBe(false)
    await eventually(() => page.locator('.message').last().isVisible()).toBe(true)
    await page.getByRole('button', { name: '向导' }).tap()
    await page.locator('#clock-time').waitFor()
    expect(await overflow(page)).toBe(false)
    await page.getByRole('button', { name: '填好这句' }).tap()
    await eventually(() => page.locator('#words').inputValue()).toContain('楼道灯坏了')
    await page.getByRole('button', { name: '返回会话列表' }).tap()
    await page.locator('.room', { hasText: '值班群' }).tap()
    await eventually(() => page.locator('.chip').count()).toBe(5)
    expect(await overflow(page)).toBe(false)
    await page.getByRole('button', { name: '返回会话列表' }).tap()
    await page.locator('.room').first().waitFor()
    expect(await page.locator('#words').isVisible()).toBe(false)
  })

  it('has nothing to press that is smaller than a finger', async () => {
    const page = await come(phone, '#cuihu-a')
    await page.locator('#words').waitFor()
    const small = await page.evaluate<
      string[]
    >(`[...document.querySelectorAll('button, select, .chip, a.room')]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 40)
      .map((one) => one.outerHTML)`)
    expect(small).toEqual([])
  })
})
