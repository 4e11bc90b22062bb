import type { Heard } from './reading.ts'

/** A turn of phrase that a list of words cannot hold. Every gap is bounded: no text makes these slow. */
export interface Shape {
  name: string
  when: RegExp
  weight: number
  rooms?: readonly Heard['room'][]
}

export const shapes: readonly Shape[] = [
  {
    name: 'who has a number',
    when: /(?:谁|哪位|哪个|有没有人|有人).{0,4}(?:有|知道|认识|晓得).{0,14}(?:电话|号码|微信|师傅|推荐|链接|哪家|店)/u,
    weight: -2,
  },
  {
    name: 'who has to lend',
    when: /(?:谁家?|哪位|哪家|有没有).{0,6}(?:有|借).{0,12}(?:借|用一下|用下|出|卖|闲置|多余)/u,
    weight: -1.5,
  },
  {
    name: 'found or lost',
    when: /(?:捡到|拾到|捡了|谁.{0,3}(?:丢|掉|落)了?.{0,6}(?:钥匙|卡|手机|快递|耳机|钱包|伞))/u,
    weight: -2.2,
  },
  {
    name: 'price',
    when: /\d{1,4}(?:\.\d)?\s?(?:元|块|r)\s?(?:\/|一|每)?(?:斤|箱|份|只|个|盒|袋|件|瓶|次|小时|节|套|平|桶|条|台)/u,
    weight: -1.6,
  },
  {
    name: 'all who want',
    when: /(?:有需要|需要的?|想要的?|要的).{0,6}(?:联系|私|加|扫|滴|报名|接龙|进群|找我|call)/u,
    weight: -2,
  },
  {
    name: 'order list',
    when: /(?:^|\n)\s?\d{1,2}[.、．]\s?[^\n]{1,20}(?:\n\s?\d{1,2}[.、．]\s?[^\n]{1,20}){1,}/u,
    weight: -0.4,
  },
  { name: 'news brackets', when: /^【[^】]{2,40}】/u, weight: -1 },
  { name: 'link', when: /https?:|www\.|\.com|\.cn/u, weight: -1.5 },
  { name: 'supposed', when: /^(?:如果|要是|假如|假设|万一|比如说?|打个比方|话说)/u, weight: -0.8 },
  {
    name: 'begins as an appeal',
    when: /^(?:@\S{1,8}\s)?(?:投诉|反映|反应|求助|举报|建议|咨询|报修|请问|强烈)/u,
    weight: 1.2,
  },
  {
    name: 'why not yet',
    when: /(?:怎么|为什么|为啥|咋|凭什么|凭啥|点解|怎样).{0,10}(?:没|不|又|还|老|总|这么|那么|就)/u,
    weight: 0.7,
  },
  {
    name: 'does nobody',
    when: /(?:有没有|有冇|难道没|就没).{0,3}(?:人|谁|部门|单位|领导).{0,4}(?:管|理|修|来|处理|负责)/u,
    weight: 1.6,
  },
  {
    name: 'until when',
    when: /(?:什么时候|啥时候|何时|几时|多久|哪天|到底).{0,8}(?:修|好|来|能|通|清|解决|处理|弄|开|恢复|有|给|发|退)/u,
    weight: 0.7,
  },
  {
    name: 'asks a favour of the office',
    when: /(?:麻烦|请|希望|建议|能不能|能否|可不可以|可否).{0,14}(?:修|处理|解决|清|管|装|换|查|看看|来人|派人|协调|加|增|设|整治|拆|改|安排)/u,
    weight: 0.9,
  },
  {
    name: 'asks where to go',
    when: /(?:找谁|找哪|归谁|哪个部门|向谁|去哪|到哪|怎么投诉|往哪).{0,8}/u,
    weight: 0.5,
  },
  {
    name: 'fallen, but again',
    when: /(?:修|弄|清|换|处理|通|搞|补)(?:好)?了?.{0,8}(?:又|还是|没几天|没两天|没多久|不到).{0,8}(?:坏|堵|漏|不|灭|满|裂|臭|停|这样|老样)/u,
    weight: 1.6,
  },
  {
    name: 'fixed, thanks',
    when: /(?:好了|通了|修了|解决|来了|亮了|恢复|搞定|处理).{0,8}(?:谢谢|感谢|多谢|辛苦|给力|点赞|👍|不用|没事)/u,
    weight: -1.6,
  },
  {
    name: 'for all to know',
    when: /(?:大家|各位|邻居们|兄弟姐妹|家人们|宝妈).{0,4}(?:注意|小心|当心|留意|记得|别忘|收到|准备)/u,
    weight: -0.8,
  },
  {
    name: 'is it so with you',
    when: /(?:你们|大家|各位|有人|谁家).{0,6}(?:也|家).{0,8}(?:吗|没|么|嘛)[?？]?$/u,
    weight: -0.2,
  },
  {
    name: 'only a mood',
    when: /^(?:好|真|太|真的)?(?:烦|累|困|热|冷|无聊|郁闷|开心|高兴|难过|爽|emo|烦死了?|累死了?|热死了?|困死了?|冷死了?|无语)(?:啊|呀|了|死了|哦|！|!|。|~|～|\s)*$/u,
    weight: -2,
  },
  {
    name: 'only a nod',
    when: /^(?:好的?|收到|嗯+|哦+|ok+|是的?|对的?|可以|行|谢谢.{0,4}|多谢|辛苦了?|赞|顶|支持|哈+|呵呵|6+|牛|不错|加油|明白|知道了|了解|晚安|早安?|早上好|.{0,6}快乐)(?:[!！。.~～\s]|\p{Extended_Pictographic})*$/u,
    weight: -3,
  },
  { name: 'has no word', when: /^[^\u4e00-\u9fffa-z0-9]*$/u, weight: -4 },
]
