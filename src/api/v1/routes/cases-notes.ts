import { z } from 'zod'
import { redactText } from '../../../intake/redact.ts'
import { audited } from '../audited.ts'
import type { ApiParts } from '../ports.ts'
import { presentNote } from '../presenters/case-whole.ts'
import { type ApiRoute, personAsking, route } from '../route.ts'
import { caseNote } from '../shapes/case-whole.ts'
import { words } from '../shapes/people.ts'
import { caseInSight } from '../sights.ts'
import { caseParams } from './cases-read.ts'

/** A note to colleagues: for whoever has the case in sight; it moves nothing, and no resident ever sees it. */
export const addNoteRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'addNote', method: 'post', path: '/cases/{number}/notes', chapter: '案件', status: 201 },
    says: '写一条内部备注',
    who: { posts: 'staff' },
    ...{ params: caseParams, body: z.strictObject({ words: words(1_000) }), answer: caseNote },
    async change(asked, stores) {
      const record = await caseInSight(asked.params.number, asked, stores.cases, ground())
      const note = await stores.besideCases.addNote(record.id, {
        ...{ person: personAsking(asked), words: redactText(asked.body.words), writtenAt: asked.now },
      })
      await audited(stores.audit, asked, 'case.noted', { subject: record.number, after: { note: note.id } })
      return { body: presentNote(note, ground()) }
    },
  })
