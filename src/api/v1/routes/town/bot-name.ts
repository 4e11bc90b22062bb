import { z } from 'zod'
import { setBot } from '../../../../grid/town-edits.ts'
import { directorAlone } from '../../../../rights/town-policy.ts'
import { contentVersion } from '../../content-version.ts'
import type { ApiParts } from '../../ports.ts'
import { type ApiRoute, route } from '../../route.ts'
import { words } from '../../shapes/people.ts'
import { townChanged } from '../../shapes/town.ts'
import { carryOut, requireSeen } from './changing.ts'

const chapter = '机器人'

/** One sign alone, or one with marks in it, would be heard in half of what is said. */
const called = words(20).regex(
  /^[\p{L}\p{N}][\p{L}\p{N}·-]{1,19}$/u,
  '名字写2到20个字，只用文字、数字、· 和 -',
)
const names = z.strictObject({
  name: called.describe('群里叫它的名字；聊天账号自己的昵称要在聊天软件里改'),
  aliases: z.array(called).max(10).default([]).describe('还可以怎样叫它'),
})

export const readBotNameRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readBotName', method: 'get', path: '/bot/name', chapter, says: '机器人叫什么' },
    who: { posts: 'staff', scope: 'admin' },
    answer: z.object({ name: z.string(), aliases: z.array(z.string()) }),
    look() {
      const { bot } = ground().directory.data
      return Promise.resolve({
        body: { name: bot.name, aliases: [...bot.aliases] },
        version: contentVersion(bot),
      })
    },
  })

export const setBotNameRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'setBotName', method: 'put', path: '/bot/name', chapter, says: '给机器人改名' },
    who: { posts: directorAlone },
    ...{ body: names, answer: townChanged, needsVersion: true },
    change(asked, stores) {
      const { bot: was } = parts.ground().directory.data
      return carryOut(parts, asked, stores, {
        ...{ action: 'town.bot_named', subject: 'bot', after: asked.body },
        before: { name: was.name, aliases: was.aliases },
        edit: ({ town }) => {
          requireSeen(town.bot, asked)
          return { town: setBot(town, asked.body) }
        },
      })
    },
  })
