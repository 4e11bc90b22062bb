interface TakenIn {
  number: string
  place: string
  matter: string
}

const matterAt = (place: string, matter: string): string => (place === '' ? matter : `${place}，${matter}`)

/** 2.1: what whoever takes a visit or a call says at its end: number, who, by when. */
export const takenIn = (facts: TakenIn & { handler: string; due: string }): string =>
  `您的事已经受理（${matterAt(facts.place, facts.matter)}），编号 ${facts.number}，由${facts.handler}办理，最晚${facts.due}答复您。`

export const takenInForCounty = (facts: TakenIn): string =>
  `您的事已经受理（${matterAt(facts.place, facts.matter)}），编号 ${facts.number}，要由县里的部门办理，今天就转过去，有答复马上告诉您。`

export const takenInToLook = (facts: TakenIn): string =>
  `您的事已经登记（${matterAt(facts.place, facts.matter)}），编号 ${facts.number}，值班人员看过后马上安排。`
