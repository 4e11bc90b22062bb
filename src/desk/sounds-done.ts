/** Longer texts are talk about something, not a word that it is done. */
const longest = 120

const done =
  /(?:搞定|弄好|弄完|办好|办完|修好|修完|换好|装好|整好|搞好|搞完|做好|做完|清完|清好|清走|清掉|清理完|清理好|清理干净|打扫干净|处理完|处理好|处理掉|处理|处置完|处置好|疏通好|疏通|解决|恢复|完成|完事|落实|劝好|调解好|谈好)(?:完毕|了|啦|咯|喽|好了)/gu
const asks = /[?？]|[吗嘛么呢]\s*$|了没|没有\s*$|是不是|有没有|什么时候|啥时候|怎么样|怎么还|多久|谁|哪/u
const notYet =
  /(?:没|未|不|别|还差|等|如果|要是|只要|争取|尽快|马上|立即|才能|才|就能|能|会|准备|打算|预计|估计|应该|快|明天|明早|下午|今晚|晚上|下周|听说|你|您|请|麻烦|谢谢|多谢|感谢)[^，。,;；!！\s]{0,6}$/u
const notAfter = /^(?:再|就|后|以后|之后|告诉|的话|记得|请|通知|我再|一半|一部分|大半|点)/u

/**
 * Whether the words say that something has been done: "搞定了 灯换好了", "已经处理完了". Questions, plans, wishes, thanks
 * and what is not done yet do not. A yes leads to a question and to nothing else.
 */
export function soundsDone(text: string): boolean {
  if (text.length > longest || asks.test(text)) return false
  return [...text.matchAll(done)].some(
    (found) =>
      !notYet.test(text.slice(0, found.index)) && !notAfter.test(text.slice(found.index + found[0].length)),
  )
}
