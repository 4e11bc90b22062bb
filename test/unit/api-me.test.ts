import { describe, expect, it } from 'vitest'
import { presentMe } from '../../src/api/v1/presenters/me.ts'
import { presentPerson } from '../../src/api/v1/presenters/town.ts'
import { instant } from '../../src/kernel/clock.ts'
import { exampleGround } from '../support/example-town.ts'

const ground = await exampleGround()
const now = instant('2026-11-23T09:00:00+08:00')
const nobodyKnown = { tied: new Set<string>(), accounts: new Map<string, never>() }

describe('Who is logged in', () => {
  it.each([
    ['tianye', '中心主任'],
    ['gaofeng', '中心副主任'],
  ])('is called by the same title as among all people: %s', (code, title) => {
    const caller = { kind: 'person', person: code, pending: null } as Parameters<typeof presentMe>[0]
    const [person] = ground.directory.data.people.filter((one) => one.code === code)
    const asked = { person: null, now }
    const titles = presentPerson(person!, ground, nobodyKnown, asked).posts.map((one) => one.title)
    expect(presentMe(caller, false, ground, now).posts.map((one) => one.title)).toEqual(titles)
    expect(titles).toContain(title)
  })
})
