/**
 * What a matter is about, as residents name it: each line is one thing under all its names. Two reports of one leaf and one
 * place that name different things (停水, 停电) are two matters. A line must stand before another that it contains (红绿灯 before
 * 灯): what was found is taken out of the words.
 */
const things: readonly (readonly [string, RegExp])[] = [
  ['signal', /红绿灯|信号灯/gu],
  ['shared bicycles', /共享单车|单车/gu],
  ['charger', /充电桩|充电柜/gu],
  ['indoor charging', /飞线|拉线充电|上楼充电|推上楼|充电/gu],
  ['vehicle theft', /(?:电瓶|电动车|车).{0,4}被?偷/gu],
  ['fire lane', /消防通道|救护车/gu],
  ['dead trees', /枯|树枝.{0,4}(?:断|掉)/gu],
  ['builders’ rubbish', /(?:装修|建筑)垃圾|渣土/gu],
  ['burning rubbish', /烧(?:垃圾|树叶)/gu],
  ['straw', /秸秆|烧荒/gu],
  ['rubbish', /垃圾|拉圾/gu],
  ['lift', /电梯|升降机|电提/gu],
  ['no water', /停水|没水|断水|没有水|水还没来|来水/gu],
  ['water pressure', /水压/gu],
  ['no power', /停电|没电|断电|跳闸|没有电/gu],
  ['heating', /暖气|供暖|供热|地暖/gu],
  ['gas', /煤气|燃气|天然气/gu],
  ['cesspit', /化粪池|粪水/gu],
  ['sewage', /污水/gu],
  ['drain', /下水|返水|倒灌|堵了/gu],
  ['burst pipe', /水管|管子.{0,2}(?:爆|裂)/gu],
  ['leak', /漏水|漏雨|滴水|渗水|顶层漏/gu],
  ['canal', /水渠|灌溉渠|沟渠/gu],
  ['small adverts', /小广告/gu],
  ['manhole', /井盖/gu],
  ['road surface', /(?<!装)坑|塌陷|路面/gu],
  ['stall', /摆摊|早市|卖菜/gu],
  ['dancing', /广场舞|音响|音乐/gu],
  ['building works', /打桩|施工|工地/gu],
  ['fumes', /油烟|烟.{0,3}(?:熏|冒|大)/gu],
  ['cards', /麻将|棋牌|赌/gu],
  ['dog', /狗|犬/gu],
  ['chickens', /鸡/gu],
  ['vegetables', /种菜|圈.{0,4}(?:起|地)|占.{0,2}绿地/gu],
  ['fitness', /健身/gu],
  ['entrance', /门禁|单元门|道闸|刷卡/gu],
  ['outer wall', /外墙|墙皮|瓷砖/gu],
  ['added building', /彩钢|搭.{0,3}(?:棚|房)|加盖|违建/gu],
  ['cockroaches', /蟑螂/gu],
  ['rats', /老鼠/gu],
  ['parking places', /车位/gu],
  ['parked cars', /违停|乱停|停满|停了?一排/gu],
  ['electric bicycles', /电动车|电瓶车|婴儿车/gu],
  ['clutter', /纸箱|杂物|沙发|堆满/gu],
  ['light', /灯|黑灯瞎火/gu],
]

/** The things that words name; empty where they name none that is known. */
export function thingsIn(words: string): ReadonlySet<string> {
  const found = new Set<string>()
  let rest = words.normalize('NFKC')
  for (const [name, pattern] of things) {
    const without = rest.replaceAll(pattern, '·')
    if (without !== rest) found.add(name)
    rest = without
  }
  return found
}
