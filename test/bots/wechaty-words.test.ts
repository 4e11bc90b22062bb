import { describe, expect, it } from 'vitest'
import { withoutQuote } from '../../bots/wechaty/quote.ts'
import { isPlatformSpeaker, isSystemText } from '../../bots/wechaty/system-text.ts'

const bar = '- - - - - - - - - - - - - - -'

describe('a message that quotes another', () => {
  it('is taken apart into name, quoted words and reply', () => {
    expect(withoutQuote(`「李阿姨：三号楼路灯坏了」\n${bar}\n我家门口也是`)).toEqual({
      quote: { name: '李阿姨', text: '三号楼路灯坏了' },
      reply: '我家门口也是',
    })
  })

  it('may quote several lines, with marks of all kinds', () => {
    const words = '第一行：有水\n\n第二行 - - 还有水\n第三行'
    expect(withoutQuote(`「王叔：${words}」\n${bar}\n收到\n谢谢`)).toEqual({
      quote: { name: '王叔', text: words },
      reply: '收到\n谢谢',
    })
  })

  it('may quote words with a lone closing bracket', () => {
    expect(withoutQuote(`「王叔：牌子上写着停水」了，\n真的」\n${bar}\n嗯`)).toEqual({
      quote: { name: '王叔', text: '牌子上写着停水」了，\n真的' },
      reply: '嗯',
    })
  })

  it('may quote a message that itself quotes', () => {
    const inner = `「李阿姨：路灯坏了」\n${bar}\n我家也是`
    expect(withoutQuote(`「王叔：${inner}」\n${bar}\n已报修`)).toEqual({
      quote: { name: '王叔', text: inner },
      reply: '已报修',
    })
  })

  it('keeps a quote inside the reply as part of the reply', () => {
    const reply = `看这个\n「李阿姨：路灯坏了」\n${bar}\n我家也是`
    expect(withoutQuote(`「王叔：早」\n${bar}\n${reply}`)).toEqual({
      quote: { name: '王叔', text: '早' },
      reply,
    })
  })

  it.each([
    [`「王叔:早」\r\n${bar}\r\n好`, '王叔', '早', '好'],
    [`「王叔：早」<br/>${bar}<br/>好`, '王叔', '早', '好'],
    [`「王叔：早」\n${bar}\n`, '王叔', '早', ''],
    [`「王叔：早」\n${bar}`, '王叔', '早', ''],
    [`「早」\n${bar}\n好`, '', '早', '好'],
    [`「王叔：[图片]」\n${bar}\n这是哪`, '王叔', '[图片]', '这是哪'],
  ])('%j is read too', (text, name, quoted, reply) => {
    expect(withoutQuote(text)).toEqual({ quote: { name, text: quoted }, reply })
  })

  it.each([
    ['「通知」今晚停水'],
    ['我看到「王叔：早」'],
    ['「没有结尾'],
    [`「没有结尾\n${bar}\n好`],
    ['「王叔：早」\n---\n好'],
    ['早\n- - - - - - - - - - - - - - -\n好'],
    [''],
  ])('%j quotes nothing', (text) => {
    expect(withoutQuote(text)).toEqual({ quote: null, reply: text })
  })

  it('of hostile length is read at once', () => {
    const started = performance.now()
    withoutQuote(`「${`」\n${bar}\n`.repeat(20_000)}`)
    withoutQuote(`「${'「'.repeat(50_000)}${'- '.repeat(50_000)}`)
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('a text of the platform', () => {
  it.each([
    ['消息过于频繁'],
    ['消息过于频繁，请稍后再试'],
    ['操作太频繁，请稍后再试。'],
    ['"王叔"邀请"李阿姨"加入了群聊'],
    ['"王叔"邀请你和"李阿姨、小张"加入了群聊'],
    ['你邀请"李阿姨"加入了群聊'],
    ['李阿姨加入了群聊'],
    ['"李阿姨"通过扫描"王叔"分享的二维码加入群聊'],
    ['"李阿姨"退出了群聊'],
    ['你将"李阿姨"移出了群聊'],
    ['"王叔" 撤回了一条消息'],
    ['王叔撤回了一条消息'],
    ['你撤回了一条消息 重新编辑'],
    ['"群主"撤回了"王叔"的一条消息'],
    ['"王叔"修改群名为“三号楼”'],
    ['收到红包，请在手机上查看'],
    ['王叔领取了你的红包'],
    ['你领取了王叔的红包'],
    ['"王叔" 拍了拍 "李阿姨"'],
    ['你已添加了王叔，现在可以开始聊天了。'],
  ])('%j is known', (text) => {
    expect(isSystemText(text)).toBe(true)
  })

  it.each([
    ['你们发的消息过于频繁，吵得没法睡'],
    ['为什么物业撤回了一条消息'],
    ['我要投诉群主'],
    ['谁是群主'],
    ['昨晚有人拍了拍我家门，吓人'],
    ['保安领取了业主的红包，没人管吗'],
    ['楼下的人又退出了群聊，那谁来处理漏水？'],
    ['上次邀请的施工队加入了群聊吗？'],
    ['红包'],
    ['路灯坏了'],
    [''],
    ['🙏🙏'],
  ])('%j is a person’s', (text) => {
    expect(isSystemText(text)).toBe(false)
  })

  it('is known by its speaker too', () => {
    expect(isPlatformSpeaker('weixin', null)).toBe(true)
    expect(isPlatformSpeaker('', '1@chatroom')).toBe(true)
    expect(isPlatformSpeaker('1@chatroom', '1@chatroom')).toBe(true)
    expect(isPlatformSpeaker('wxid_1', '1@chatroom')).toBe(false)
    expect(isPlatformSpeaker('wxid_1', null)).toBe(false)
  })

  it('of hostile length is judged at once', () => {
    const started = performance.now()
    isSystemText('"'.repeat(300))
    isSystemText('“邀请'.repeat(100))
    isSystemText('消息'.repeat(5_000))
    expect(performance.now() - started).toBeLessThan(200)
  })
})
