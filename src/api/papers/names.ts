import type { CaseRecord, LateClass, Outcome } from '../../cases/case.ts'
import type { Kind, Rating, Urgency } from '../../intake/reading.ts'
import type { AssessmentColour } from '../../ledger/assessment.ts'

/** Words of the glossary for what stands in codes, as tables and papers print them. */
export const sourceNames: Readonly<Record<CaseRecord['source'], string>> = {
  ...{ chat: '群聊', visit: '来访', phone: '来电', outside: '外部系统', staff: '巡查上报' },
}
export const kindNames: Readonly<Record<Kind, string>> = {
  ...{ complaint: '投诉', help: '求助', enquiry: '咨询', suggestion: '建议' },
  ...{ report: '举报', dispute: '纠纷', praise: '表扬' },
}
export const urgencyNames: Readonly<Record<Urgency, string>> = {
  ...{ normal: '一般', urgent: '紧急', emergency: '突发' },
}
export const outcomeNames: Readonly<Record<Outcome, string>> = {
  ...{ solved: '实际解决', partly: '部分解决', explained: '解释说明' },
}
export const ratingNames: Readonly<Record<Rating, string>> = {
  ...{ satisfied: '满意', basic: '基本满意', dissatisfied: '不满意' },
}
export const lateClassNames: Readonly<Record<LateClass, string>> = {
  ...{ objective: '客观', responsible: '责任(待确认)', confirmed: '责任' },
}
export const assessmentNames: Readonly<Record<AssessmentColour, string>> = {
  ...{ green: '绿', yellow: '黄', orange: '橙', red: '红' },
}
