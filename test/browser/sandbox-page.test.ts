import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import { eventually, setStage } from '../support/sandbox-stage.ts'

const { behind, come, speak, heardIn, bubbles } = setStage()
const styleOf = (page: Page, selector: string, name: string): Promise<string> =>
  page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).${name}`)

describe('the sandbox page', () => {
  it('lets one speak as 李阿姨 and shows the words in her own green bubble', async () => {
    const page = await come()
    expect(await page.locator('#talk-name').innerText()).toBe('翠湖花园1-6栋邻里群（3）')
    await page.locator('#words').fill('楼道灯坏了')
    await page.keyboard.press('Enter')
    const own = page.locator('.message.own .bubble')
    await own.waitFor()
    expect(await own.innerText()).toBe('楼道灯坏了')
    expect(await styleOf(page, '.message.own .bubble', 'backgroundColor')).toBe('rgb(149, 236, 105)')
    expect(await page.locator('#words').inputValue()).toBe('')
    const { messages } = await behind().sandbox.messages('cuihu-a')
    expect(messages[0]).toMatchObject({ from: 'liayi', text: '楼道灯坏了', kind: 'text' })
    expect(await page.locator('.aside').first().innerText()).toBe('09:10')
  })

  it('speaks as whoever is chosen, and sees the room with their eyes', async () => {
    const page = await come()
    await speak('cuihu-a', 'liayi', '早上好')
    await page.locator('.message.own').waitFor()
    await page.locator('.chip', { hasText: '小周' }).click()
    await page.locator('.message:not(.own)').waitFor()
    await page.locator('#words').fill('您也早')
    await page.locator('#send').click()
    await page.locator('.message.own').waitFor()
    expect((await behind().sandbox.messages('cuihu-a')).messages.map((one) => one.from)).toEqual([
      'liayi',
      'xiaozhou',
    ])
  })

  it('does not send while an input method is composing, nor for Shift+Enter', async () => {
    const page = await come()
    await page.locator('#words').fill('ni hao')
    await page.evaluate(`for (const more of [{ isComposing: true }, { keyCode: 229 }]) {
      const key = { key: 'Enter', bubbles: true, cancelable: true, ...more }
      document.getElementById('words').dispatchEvent(new KeyboardEvent('keydown', key))
    }`)
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('第二行')
    await page.keyboard.press('Enter')
    await page.locator('.message.own').waitFor()
    expect(await heardIn('cuihu-a')).toEqual(['ni hao\n第二行'])
  })

  it('marks the bot, its mentions and case numbers', async () => {
    const page = await come()
    behind().sandbox.botSays('cuihu-a', '@李阿姨 已登记，编号 QH20261123-0001。', behind().clock.now(), [
      'liayi',
    ])
    await page.locator('.tag', { hasText: '机器人' }).waitFor()
    expect(await page.locator('.mention').innerText()).toBe('@李阿姨')
    expect(await page.locator('.case-link').innerText()).toBe('QH20261123-0001')
    expect(await bubbles(page)).toEqual(['@李阿姨 已登记，编号 QH20261123-0001。'])
  })

  it('counts what is unread in other rooms, and goes there and back', async () => {
    const page = await come()
    await speak('cuihu-b', 'chenjie', '一')
    await speak('cuihu-b', 'chenjie', '二')
    const other = page.locator('.room', { hasText: '7-12栋' })
    await other.locator('.badge').waitFor()
    await eventually(() => other.locator('.badge').innerText()).toContain('2')
    expect(await other.locator('.room-last').innerText()).toBe('陈姐：二')
    await eventually(() => page.title()).toBe('(2) 体验沙箱 · 邻里')
    await other.click()
    await eventually(() => bubbles(page)).toEqual(['一', '二'])
    expect(await other.locator('.badge').count()).toBe(0)
    await page.goBack()
    await eventually(() => page.locator('#talk-name').innerText()).toContain('1-6栋')
    await page.reload()
    await eventually(() => page.locator('.badge').count()).toBe(0)
  })

  it('keeps what was begun in a room for when one comes back', async () => {
    const page = await come()
    await page.locator('#words').fill('还没写完')
    await page.locator('.room', { hasText: '7-12栋' }).click()
    await eventually(() => page.locator('#words').inputValue()).toBe('')
    await page.locator('.room', { hasText: '1-6栋' }).click()
    await eventually(() => page.locator('#words').inputValue()).toBe('还没写完')
  })

  it('quotes a bubble that is clicked, and takes back one of one’s own', async () => {
    const page = await come()
    const { id } = await speak('cuihu-a', 'xiaozhou', '明天停水')
    await page.locator('.bubble', { hasText: '明天停水' }).click()
    expect(await page.locator('#quoting').innerText()).toContain('小周：明天停水')
    await page.locator('#words').fill('几点')
    await page.keyboard.press('Enter')
    const own = page.locator('.message.own')
    await own.waitFor()
    expect(await own.locator('.quoted').innerText()).toBe('小周：明天停水')
    expect((await behind().sandbox.messages('cuihu-a')).messages[1]).toMatchObject({ quote: id })
    await own.hover()
    await own.getByRole('button', { name: '撤回' }).click()
    await page.locator('.aside', { hasText: '你撤回了一条消息' }).waitFor()
    expect(await bubbles(page)).toEqual(['明天停水'])
    expect(await page.getByRole('button', { name: '撤回', exact: true }).count()).toBe(0)
  })

  it('offers names behind an @ and writes the chosen one', async () => {
    const page = await come()
    await page.locator('#words').pressSequentially('请 @')
    expect(await page.locator('#picks li').allInnerTexts()).toEqual(['网格小助手', '小周'])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await page.locator('#words').inputValue()).toBe('请 @小周 ')
    expect(await heardIn('cuihu-a')).toEqual([])
    await page.locator('#mention').click()
    await page.locator('#picks li', { hasText: '网格小助手' }).click()
    expect(await page.locator('#words').inputValue()).toBe('请 @小周 @网格小助手 ')
  })

  it('sends a picture and shows it, and voice and places as what they are', async () => {
    const page = await come()
    const png = await page.screenshot({ clip: { x: 0, y: 0, width: 90, height: 60 } })
    await page
      .locator('#picture-file')
      .setInputFiles({ name: '楼道.png', mimeType: 'image/png', buffer: png })
    const image = page.locator('.picture img')
    await image.waitFor()
    await expect
      .poll(() => page.evaluate<number>("document.querySelector('.picture img').naturalWidth"))
      .toBe(90)
    expect(await image.getAttribute('alt')).toBe('图片：楼道.png')
    await behind().sandbox.say({ room: 'cuihu-a', as: 'xiaozhou', voice: '话.sil' }, behind().clock.now())
    await page.locator('.attached', { hasText: '语音消息' }).waitFor()
  })

  it('opens a private talk between anybody and the bot', async () => {
    const page = await come()
    await page.locator('#talk-with').selectOption('chenlan')
    await eventually(() => page.locator('#talk-name').innerText()).toBe('陈岚 · 私聊网格小助手')
    await page.locator('#words').fill('我的待办')
    await page.keyboard.press('Enter')
    await page.locator('.message.own').waitFor()
    expect(await heardIn('private:chenlan')).toEqual(['我的待办'])
    behind().sandbox.botSays('private:chenlan', '您没有待办。', behind().clock.now())
    await page.locator('.message:not(.own)', { hasText: '您没有待办' }).waitFor()
  })

  it('shows what people write and never runs it', async () => {
    const page = await come()
    const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    await speak('cuihu-a', 'xiaozhou', evil)
    await eventually(() => bubbles(page)).toEqual([evil])
    expect(await page.locator('.log img, .log script').count()).toBe(0)
    await page.locator('.bubble').click()
    expect(await page.locator('#quoting').innerText()).toContain('<img')
  })

  it('folds a very long message', async () => {
    const page = await come()
    await speak('cuihu-a', 'xiaozhou', '长'.repeat(10_000))
    await page.getByRole('button', { name: '展开全文（10000 字）' }).click()
    await eventually(async () => (await bubbles(page))[0]?.length).toBe(10_000)
  })
})
