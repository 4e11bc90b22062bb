/** What is said about the director's approvals (9.7): to the director privately, and to whoever asked. */

export const approvalAsked = (facts: { who: string; what: string; purpose: string; until: string }): string =>
  `【请批准】${facts.who}申请${facts.what}，用途：${facts.purpose}，到${facts.until}为止。请在网页“审批”里批准或不批。`

export const approvalDecided = (facts: {
  what: string
  approved: boolean
  until: string
  words: string
}): string =>
  (facts.approved
    ? `您申请的${facts.what}，主任批准了，到${facts.until}有效。`
    : `您申请的${facts.what}，主任没有批准。`) + (facts.words === '' ? '' : `主任说：${facts.words}`)
