/** A name as the platform writes it: in quotation marks, 你, or bare and without any mark of a sentence. */
const quoted = String.raw`["“「][^\n]{1,80}?["”」]`
const bare = String.raw`(?!为什么|怎么|谁|是不是|刚)[^\s，,。.！!？?；;：:"“”「」]{1,16}`
const somebody = `(?:${quoted}|${bare})`
const end = '[。.！!]?$'

const saying = (pattern: string): RegExp => new RegExp(`^${pattern}${end}`, 'u')

/**
 * What the platform itself says in rooms. Matched against the whole text and never against a part of it, so that a
 * resident who writes *about* one of these is still heard.
 */
const sayings: readonly RegExp[] = [
  saying(
    '(?:您?你?的?)?(?:发送)?(?:消息|操作)(?:发送)?(?:过于|太过|太)频繁(?:[，,。]?\\s*请稍[后候](?:再试|重试)?)?',
  ),
  saying(
    `${somebody}\\s?邀请\\s?(?:你和)?(?:${quoted}|你|${bare})(?:[、,，]${quoted})*(?:等人?)?\\s?加入了?群聊(?:[，,].{0,80})?`,
  ),
  saying(`${somebody}\\s?通过扫描\\s?(?:${quoted}|你)?\\s?分享的二维码加入了?群聊`),
  saying(`${somebody}\\s?加入了群聊`),
  saying(`${somebody}\\s?(?:退出了群聊|离开了群聊)`),
  saying(`${somebody}\\s?(?:将|把)?\\s?(?:${quoted}|你)\\s?移出了群聊`),
  saying(`你被\\s?${quoted}\\s?移出群聊`),
  saying(`${somebody}\\s?撤回了(?:一条(?:成员)?消息|\\s?${quoted}\\s?的一条消息)(?:\\s*重新编辑)?`),
  saying(`${somebody}\\s?修改群名为\\s?${quoted}`),
  saying(`(?:${quoted}|你)\\s?已成为新群主`),
  saying(`群主已(?:启用|关闭|取消|恢复)\\s?${quoted}.{0,80}`),
  saying(`(?:${somebody}\\s?领取了你的红包|你领取了\\s?${somebody}\\s?的红包)(?:[，,].{0,40})?`),
  saying(
    '(?:收到(?:了一个)?红包|你有(?:一个)?未领取的红包|红包已被领完)(?:[，,]\\s?请在手机(?:微信)?上查看)?',
  ),
  saying(`(?:${quoted}|我)\\s?拍了拍\\s?(?:${quoted}|我|自己).{0,40}`),
  saying(`你已添加了\\s?${somebody}\\s?[，,]\\s?(?:现在)?可以开始聊天了`),
  saying('以上是打招呼的(?:内容|消息)'),
]

/** Accounts of the platform itself; what they say is never a resident's word. */
const platformAccounts: ReadonlySet<string> = new Set([
  '',
  'system',
  'sys',
  'weixin',
  'notifymessage',
  'notification_messages',
  'fmessage',
  'newsapp',
  'floatbottle',
  'medianote',
])

/** True for words that the platform writes into rooms by itself; they are never answered. */
export function isSystemText(text: string): boolean {
  const trimmed = text.trim()
  return trimmed.length <= 300 && sayings.some((known) => known.test(trimmed))
}

/** True where nobody speaks but the platform: no talker, a platform account, or the room in its own name. */
export const isPlatformSpeaker = (talkerId: string, roomId: string | null): boolean =>
  platformAccounts.has(talkerId) || talkerId === roomId
