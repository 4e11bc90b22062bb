import { describe, expect, it } from 'vitest'
import { spokenName } from '../../bots/wechaty/spoken-name.ts'

describe('A nickname behind an @', () => {
  it.each([
    ['李阿姨', '李阿姨'],
    ['3-2-502李', '3-2-502李'],
    ['所有人 镇政府通知：明天停水，详情点http://evil.example 电话13800138000', '镇政府通知:明天停水,详…'],
    ['\n@所有人 紧急通知', '紧急通知'],
    ['看 bad.com/1 加13800138000', '看 加'],
    ['所有人', ''],
    ['\u202e李\u0000', '李'],
  ])('%j is said as %j', (name, said) => {
    expect(spokenName(name)).toBe(said)
  })
})
