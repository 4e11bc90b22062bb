/**
 * Reviewed emergency answers (grid-rules 6.13, 7.2): what to do now and whom to call, before anything else.
 * Said once per incident and room.
 */
export type Hazard = 'gas' | 'fire' | 'lift' | 'missing' | 'violence' | 'water' | 'other'

const conduct: Readonly<Record<Hazard, string>> = {
  gas: '先别开关任何电器、别用明火，能开窗就开窗，马上离开，到室外再打119和燃气抢修电话。',
  fire: '马上打119。湿毛巾捂住口鼻，弯腰走楼梯离开，别坐电梯，别回去拿东西。',
  lift: '请里面的人按报警按钮，别扒门、别跳，靠边站好等人来。联系不上维保就打119，有人不舒服打120。',
  missing: '请马上打110，说清穿着、走失的地方和时间。附近邻居也请帮忙看一眼。',
  violence: '请先到安全的地方，马上打110；有人受伤打120。',
  water: '请马上打110和120，找长杆或绳子递过去，不会水的千万别下去。',
  other: '有危险请马上打110、119或120，人先到安全的地方。',
}

/** The one message a room hears in an emergency: conduct first, then number and who has been told. */
export const emergencyAnswer = (facts: { hazard: Hazard; number: string; handlerName: string }): string =>
  `${conduct[facts.hazard]}\n已经叫了${facts.handlerName}和值班人员，编号 ${facts.number}。`

/** When nobody could be found yet: the conduct goes out all the same. */
export const emergencyConduct = (hazard: Hazard): string => conduct[hazard]

/** The hazard behind a leaf and the words it was told in. */
export function hazardOf(category: string, words: string): Hazard {
  if (category === '0902') return 'violence'
  if (/河|溺|落水|水里|池塘|掉.{0,3}水/u.test(words)) return 'water'
  if (category === '0803') return 'gas'
  if (/着火|起火|火灾|冒烟|烧起来|失火/u.test(words)) return 'fire'
  if (category === '0204' || words.includes('电梯')) return 'lift'
  if (category === '0806') return 'missing'
  return 'other'
}
