/** Words that only say where: a floor, a side, a door, and what joins them. */
const onlyWhere =
  /^(?:就是|就在|在|是|喏|对)?(?:(?:\d{1,4}|[一二三四五六七八九十]{1,3})(?:号楼|[栋幢座]|单元|门洞|[楼层室号])|[东西南北中左右](?:[边侧头面户手]|(?=[边侧头面户手家那]))?|最里[边面头]?|靠(?:外|路|河|里|电梯|楼梯)[边面头]?|顶[楼层]|楼梯口|电梯口|拐角|过道|走廊|楼道|门口|尽头|[那这个边户家间的\s,，。.、!！~～])+$/u
/** Of what must stand in it that it says anything. */
const somewhere = /[楼层栋幢座单室号东西南北左右顶]|最里|拐角|尽头|过道|走廊|门口/u
const most = 20

/** Whether an evened text only gives a place, such as 三楼 东边那个: no trouble, no wish, nothing asked. */
export const isLonePlace = (text: string): boolean =>
  text.length >= 2 && text.length <= most && somewhere.test(text) && onlyWhere.test(text)
