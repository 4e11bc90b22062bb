/** What the director reads when something gathers (grid-rules 8.7). No resident is named. */
export interface HotSpotFacts {
  community: string
  matter: string
  numbers: readonly string[]
}

const listed = (numbers: readonly string[]): string =>
  numbers.length > 5 ? `${numbers.slice(0, 5).join('、')}等` : numbers.join('、')

export const jointSpot = (facts: HotSpotFacts & { people: number; place: string }): string =>
  `【热点】${facts.community} ${facts.matter}${facts.place === '' ? '' : ` · ${facts.place}`}：` +
  `已有${String(facts.people)}位居民反映同一件事，编号${listed(facts.numbers)}。请留意。`

export const similarSpot = (facts: HotSpotFacts): string =>
  `【热点】${facts.community} ${facts.matter}：今天已有${String(facts.numbers.length)}件，` +
  `编号${listed(facts.numbers)}。请留意是不是同一个原因。`

export const repeatedSpot = (facts: HotSpotFacts & { days: number }): string =>
  `【重复反映】${facts.community} ${facts.matter}：同一位居民${String(facts.days)}天内第${String(facts.numbers.length)}次反映，` +
  `编号${listed(facts.numbers)}。请看一下为什么没有解决。`
