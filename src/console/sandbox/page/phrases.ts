import type { Room } from './answers.ts'

/** Sentences worth trying in a room of this kind; what staff say about a case names the one that is followed. */
export function phrasesFor(kind: Room['kind'], bot: string, number: string | null): readonly string[] {
  if (kind === 'residents') {
    return [
      '5号楼垃圾桶满了两天没人清',
      '我家也是',
      '楼上漏水泡了我家天花板',
      `@${bot} 进度`,
      '2号楼一楼有很浓的煤气味',
      '早上好，各位邻居',
      '谢谢社区，路修得真好',
    ]
  }
  if (kind === 'staff') {
    const which = number === null ? '' : ` ${number}`
    return [
      `签收${which}`,
      `已联系${which}`,
      `延期${which} 2天 等配件`,
      `上报${which} 现场处理不成`,
      `退回${which} 不在本网格`,
      '我的待办',
      '今日值班',
      '帮助',
    ]
  }
  return ['帮助', '进度', '我要反映楼下烧烤店油烟，别说是我讲的', '补充 每天晚上九点以后最厉害', '撤回']
}
