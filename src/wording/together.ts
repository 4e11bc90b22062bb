/** Several notices as one message (5.4, 5.5, 5.6). The adapter writes the @names in front. */

export const morningHead = (count: number): string => `【早间汇总】${String(count)}件`
export const residentsMorningHead = (): string => '昨晚到现在的几件事，一起说一下：'
export const residentsSummaryHead = (): string => '今天还有几件事，一起说一下：'

/** Whose part of the message follows, where it is for several people. */
export const partFor = (names: readonly string[]): string => `${names.join('、')}：`

/** Staff read the rest in their list. */
export const staffRest = (left: number): string => `……等${String(left)}件，回“我的待办”看全部。`
export const staffDetail = (): string => '要看详情，回“进度 编号”。'

/** What the room no longer holds is said to each person privately. */
export const roomRest = (left: number): string => `还有${String(left)}件，我私下告诉您。`
export const privateRest = (left: number): string => `还有${String(left)}件，回“进度”看全部。`

export const askRating = (): string => '办得满意吗？回“满意”“基本满意”或“不满意”就行。'
