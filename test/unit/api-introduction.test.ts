import { describe, expect, it } from 'vitest'
import { introduction, signedExample } from '../../src/api/v1/introduction.ts'
import { moveFields } from '../../src/api/v1/move-fields.ts'
import { deskMoves } from '../../src/api/v1/possible-moves.ts'
import { moveWish } from '../../src/api/v1/shapes/move-wish.ts'
import type { Carry } from '../../src/cases/lifecycle-row.ts'
import { lifecycle } from '../../src/cases/lifecycle-table.ts'
import { signatureOf } from '../../src/jobs/webhook-caller.ts'

/** What of a row must be written by whoever asks; all else the desk finds for itself. */
const writtenAs: Readonly<Partial<Record<Carry, string>>> = {
  ...{ words: 'text', reason: 'text', reason_to_reporter: 'text', ground: 'ground', days: 'days' },
  ...{ next_date: 'until', outcome: 'outcome', agrees_to: 'agreesTo', assistants: 'assistants' },
  late_class: 'class',
}

describe('what stands above the routes for a newcomer', () => {
  it('names every move of the desk, and each field that a move may be written with', () => {
    const said = introduction()
    for (const move of deskMoves) expect(said).toContain(`| \`${move}\` |`)
    const used = new Set(Object.values(moveFields).flatMap(({ must = [], may = [] }) => [...must, ...may]))
    expect([...used].sort()).toEqual(Object.keys(moveWish.shape).sort())
  })

  it('says of each move what the lifecycle table asks it to bring along', () => {
    for (const { move, carries = [] } of lifecycle) {
      if (!deskMoves.some((one) => one === move)) continue
      const { must = [], may = [] } = moveFields[move as (typeof deskMoves)[number]]
      for (const carry of carries) {
        const field = writtenAs[carry]
        if (field !== undefined) expect([move, ...must, ...may]).toContain(field)
      }
    }
  })

  it('gives an example of a push whose signature is the one that is sent', () => {
    const { secret, timestamp, body, signature } = signedExample
    expect(signatureOf(secret, timestamp, body)).toBe(signature)
    for (const part of Object.values(signedExample)) expect(introduction()).toContain(part)
  })
})
