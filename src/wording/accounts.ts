/** What is said about accounts and one-time codes (1.5). */

export const loggedIn = (facts: { name: string }): string =>
  `${facts.name}，您好，账号对上了。以后您的待办我会在这里或工作群里告诉您，能说什么请回“帮助”。`

/** To the account that was somebody's until now. */
export const loggedInElsewhere = (): string =>
  '您的工作账号刚换到另一个微信号上，这个号不再收到待办。如果不是您本人换的，请马上告诉中心。'

export const wrongCode = (): string => '这个登录码不对，或者已经用过、过期了。请核对一下，或找中心再要一个。'

/** Said once; after it nothing more is said for an hour. */
export const tooManyTries = (): string => '试的次数有点多了，请过一个小时再试，或找中心再要一个登录码。'

export const codeMissing = (): string => '请发“登录”加登录码，登录码找中心要。'

export const loginInPrivate = (): string => '请私聊我发登录码。'

/** Everybody has read it. */
export const codeBurnt = (): string =>
  '请私聊我发登录码。刚才这个码群里都看到了，已经作废，请找中心再要一个。'

/** Six figures were right: the page opens (issue of log-in by chat). Says from where, so that a stranger's page shows. */
export const loginOnPage = (facts: { name: string; address: string }): string =>
  `${facts.name}，网页已经登录（来自 ${facts.address}）。如果不是您自己开的网页，请马上告诉中心。`

export const pageFiguresWrong = (): string =>
  '这个六位码不对，或者过期了。请看网页上现在的号码，再发一次“登录”加六位码。'

export const pageLoginForStaff = (): string => '网页是给工作人员用的。您的账号还没对上，请先找中心要登录码。'
