import { z } from 'zod'
import { audited } from '../audited.ts'
import type { ApiParts } from '../ports.ts'
import { said } from '../presenters/case-line.ts'
import { type ApiRoute, route } from '../route.ts'
import { timeOrNull } from '../shapes/case-line.ts'
import { time } from '../shapes/people.ts'

const gapsShown = 20

/**
 * How the bot is: its seat in the chat, the code to scan where the account is out, when it last heard and spoke, and in
 * which stretches it heard nothing. The code logs an account in: who saw it is written down.
 */
export const readBotRoute = ({ stores, link }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readBot', method: 'get', path: '/bot', chapter: '机器人', says: '机器人在不在线' },
    who: { posts: ['duty_officer', 'director'] },
    answer: z.object({
      state: z.enum(['starting', 'up', 'down', 'stopped']),
      since: time,
      why: z.string().nullable(),
      scan: z.string().nullable().describe('要用手机扫的码（二维码的内容）'),
      lastHeardAt: timeOrNull,
      lastSaidAt: timeOrNull,
      notices: z.record(z.string(), z.int()),
      gaps: z.array(z.object({ from: time, to: time })),
    }),
    async look(asked) {
      const { state, since, why, scan = null } = link()
      if (scan !== null) await audited(stores.audit, asked, 'bot.scan_shown')
      const { heardAt, saidAt } = await stores.office.lastTalk()
      const gaps = await stores.gaps.recent(gapsShown)
      return {
        body: {
          ...{ state, why, scan, since: since.toISOString() },
          ...{ lastHeardAt: said(heardAt), lastSaidAt: said(saidAt) },
          notices: { ...(await stores.office.noticeCounts()) },
          gaps: gaps.map(({ from, to }) => ({ from: from.toISOString(), to: to.toISOString() })),
        },
      }
    },
  })
