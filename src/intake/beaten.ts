/** The speaker says of themselves that they are beaten at home: few words, and never passed over (7.2). */
const beaten =
  /(?:老公|丈夫|男人|对象|前夫|男朋友|我爸|我妈|儿子|儿媳|婆婆|公公|女婿)[^，。,.]{0,8}(?:打|掐|揍|踹|扇|拿刀砍)(?:了|过)?我|我被[^，。,.]{0,8}(?:老公|丈夫|男人|对象|前夫|男朋友|我爸|爸爸|我妈|儿子|婆婆|公公)[^，。,.]{0,6}(?:打|掐|揍|踹|扇)/u

/** Whether the text is such a plea; telephones, cards and games are no beating. */
export const saysBeaten = (text: string): boolean =>
  beaten.test(text) && !/打了?(?:个|我)?(?:电话|招呼|赏|麻将|球|牌)/u.test(text)
