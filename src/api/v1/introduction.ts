import { moveTable } from './move-fields.ts'

/** A push as the other side gets it: with these, whoever writes a receiver can try their check before anything is sent. */
export const signedExample = {
  secret: 'whsec_example',
  timestamp: '1795363614',
  body: '{"id":"1","event":"ping","at":"2026-11-23T00:06:54.000Z"}',
  signature: 'v1=2779f1592c43ca288bbabdc48757bcbb8f73497f6bdfe80f9a1783959e3896b8',
} as const

const entering = `## 怎样进来
- **人**：\`POST /session\`，浏览器记住登录（Cookie）。用一次性登录码进来的，先用 \`PUT /me/password\` 设密码；以后改密码要写现在的密码 \`current\`。开了动态码的，登录时写 \`totp\`。
- **别的系统**：请求头 \`Authorization: Bearer 密钥\`。密钥由主任在 \`POST /keys\` 开；每个接口要什么权限，写在它的 security 里。
- 分量重的事（开密钥、改规则、导出、删除）要在登录后不久做；过了时间回 403 \`prove_again\`，先 \`POST /me/proof\` 再做一次。
- 体验沙箱有自己的时钟，和手机的不一样时，动态码按沙箱的时间算；\`GET /me\` 里的 \`now\` 就是它。`

const asking = `## 怎样问和改
- **版本**：回答里的 \`ETag\` 原样写进 \`If-Match\`。没带回 428，别人已经改过回 412，这时重新查看再改。
- **重发**：\`POST\` 可以带 \`Idempotency-Key\`（自己编，每件事一个）。断线时用同一个键再发，不会做两遍。
- **翻页**：回答里有 \`next\` 就带着同样的条件加 \`cursor\` 再问；\`next\` 为 null 是最后一页。
- **时间**：回答一律是 UTC（末尾 Z）；写进来的要带时区，如 \`2026-11-23T08:00:00+08:00\`。日期和统计按镇上的时区。
- **出错**：\`application/problem+json\`。程序看 \`code\`，人看 \`detail\`；哪一项写得不对在 \`faults\` 里。不在您范围内的，一律回 404。
- **人、部门、区域、类别**都用代码：\`GET /people\`、\`GET /areas\`、\`GET /rules\` 里有。`

const moving = (): string => `## 办理一件案件
先 \`GET /cases/{number}\`：\`moves\` 是您现在能做的，\`ETag\` 是版本；再 \`POST /cases/{number}/moves/{move}\`，没有要写的也发 \`{}\`。
退回的案件状态是 \`filed\`，不在 \`GET /triage\`，在 \`GET /me/todo\`。

${moveTable()}`

const pushes = `## 收推送（webhook）
\`POST /webhooks\` 开通，回答里的 \`secret\` 只显示这一次。每次推送是一个 POST，10 秒左右没有回 2xx 就算没收到，隔一段时间再推；跳转不跟。

| 请求头 | 内容 |
|---|---|
| \`Linli-Event\` | \`case.received\` \`case.moved\` \`case.closed\` \`emergency.unanswered\`，试推是 \`ping\` |
| \`Linli-Delivery\` | 这次推送的编号；自动再推时不变，人工重推是新的 |
| \`Linli-Timestamp\` | 发出的时间，Unix 秒 |
| \`Linli-Signature\` | \`v1=\` 加上十六进制的 HMAC-SHA256 |

签名的内容是 \`Linli-Timestamp\`、一个点、请求体原文（收到的字节，不要先解析再拼），密钥是整个 \`secret\`（连同 \`whsec_\`）。
算出来一样、时间相差不超过几分钟的才收。请求体里的 \`id\` 收过的，就不用再处理（人工重推也不变）。先后可能颠倒，请按 \`case.version\` 认新旧。可以拿这一组先试：

- secret：\`${signedExample.secret}\`
- Linli-Timestamp：\`${signedExample.timestamp}\`
- 请求体：\`${signedExample.body}\`
- Linli-Signature：\`${signedExample.signature}\``

const outside = `## 别的门
\`/open311/v2\` 是 Open311 GeoReport v2（JSON 和 XML），从 \`/open311/v2/discovery.json\` 看起。`

/** What stands above the routes at /api/v1/docs: what a newcomer needs before the first request, as Markdown. */
export const introduction = (): string =>
  ['镇中心的接口；页面也只用它。', entering, asking, moving(), pushes, outside].join('\n\n')
