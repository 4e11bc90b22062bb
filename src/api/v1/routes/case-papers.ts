import { z } from 'zod'
import { Refusal } from '../../../kernel/errors.ts'
import { mayOpenReporters } from '../../../rights/policy.ts'
import { casePaper, type CasePaper, casePapers } from '../../papers/case-papers.ts'
import { audited } from '../audited.ts'
import type { ApiParts } from '../ports.ts'
import { type ApiRoute, personAsking, route } from '../route.ts'
import { caseInSight } from '../sights.ts'
import { caseParams } from './cases-read.ts'

const kinds = Object.keys(casePapers) as [CasePaper, ...CasePaper[]]

/**
 * 受理单, 派遣单, 督办单, 办结单 of a case (9.1). Refused where the case has not come to it yet, and of a confidential case
 * to all but those who may open its reporters; for them alone the flat stands on the paper that is taken along (9.7).
 */
export const printCasePaperRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'printCasePaper', method: 'get', path: '/cases/{number}/papers/{paper}' },
    ...{ chapter: '台账与文书', says: '打印受理单、派遣单、督办单、办结单（会记入审计）' },
    who: { posts: 'staff' },
    params: caseParams.extend({ paper: z.enum(kinds) }),
    ...{ answer: null, sends: 'text/html' },
    async look(asked) {
      const { number, paper } = asked.params
      const record = await caseInSight(number, asked, stores.cases, ground())
      const opens = mayOpenReporters(personAsking(asked), record, ground().directory)
      if (record.confidential && !opens)
        throw new Refusal('forbidden', '保密件的文书只给值班人员和主任打印。')
      if (paper === 'dispatch' && record.dispatchedAt === null)
        throw new Refusal('wrong_state', '这件还没有派遣，打不出派遣单。')
      if (paper === 'completion' && record.resolvedAt === null)
        throw new Refusal('wrong_state', '这件还没有办结，打不出办结单。')
      const words = await stores.caseLists.words(record.id)
      const content = casePaper(
        paper,
        {
          ...{ record, events: await stores.events.ofCase(record.id) },
          wordsOf: ({ id }) => words.get(id) ?? '',
          printedBy: ground().directory.nameOf(personAsking(asked)),
          flat: opens,
        },
        ground(),
        asked.now,
      )
      await audited(stores.audit, asked, 'export.made', { subject: record.number, after: { export: paper } })
      return { body: null, file: { name: `${casePapers[paper]}-${record.number}.html`, content } }
    },
  })
