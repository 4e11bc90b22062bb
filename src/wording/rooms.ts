/** What is said about rooms: to the duty officer, to whoever binds one, and in a room that was just bound (1.3, 6.11, 8.8). */

/** 6.11 */
export const strangersInRoom = (facts: { room: string; names: readonly string[] }): string =>
  `【工作群里有外人】“${facts.room}”里有没对上岗位的人：${listed(facts.names)}。请核实一下；在这之前，那个群的事我都私下说。`

/** The members were never seen whole. */
export const membersUnknown = (facts: { room: string }): string =>
  `【工作群成员不明】还没看到“${facts.room}”的成员名单，那个群的事我先私下说。`

/** 1.5: all that a room hears where a private talk is not possible. */
export const befriendMe = (): string => '请加我好友私聊。'

/** `who`: a person of the staff by name, a reporter as 反映人. */
export const telephoneTask = (facts: {
  number: string
  matter: string
  who: string
  words: string
}): string =>
  `【请打电话】${facts.number} ${facts.matter}，私聊不到${facts.who}，请打电话告诉本人：“${facts.words}”`

export const telephoneOnly = (facts: { who: string }): string =>
  `【请打电话】私聊不到${facts.who}，有话没能带到，请打电话联系一下，并请本人加我好友。`

const listed = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join('、')}等${String(names.length)}人` : names.join('、')

/** An invitation of somebody without a post is not taken up. */
export const invitationNotTaken = (facts: { by: string; topic: string }): string =>
  `【有人邀请我进群】${facts.by}邀请我进“${facts.topic}”，没有岗位，我没有进。需要的话，请有岗位的同事来邀请。`

export const roomUnknown = (facts: { topic: string }): string =>
  `【新群】我在“${facts.topic}”里，还没绑定，先不说话也不登记。要用的话，请值班人员或主任在那个群里说“绑定 区域”。`

/** 7.2: nothing is said there, and the words stay there. */
export const dangerInUnboundRoom = (facts: { topic: string }): string =>
  `【可能有危险】“${facts.topic}”还没绑定，里面刚有人说的话像是有危险，请马上到那个群里看一下。`

/** 1.3: proposed only; somebody with the post binds. */
export const roomKnownAgain = (facts: { topic: string; room: string; again: number; of: number }): string =>
  `【群号变了】“${facts.room}”我已经不在了，现在的“${facts.topic}”里有原来${String(facts.of)}人中的${String(facts.again)}人，可能就是它。` +
  `是的话，请值班人员或主任在群里说“绑定 ${facts.room}”。`

export const roomLost = (facts: { room: string }): string =>
  `【群不在了】我已经不在“${facts.room}”里（被移出，或群解散了）。那个群的通知先私下发给本人。`

export const roomRenamed = (facts: { room: string; topic: string }): string =>
  `【群改名】“${facts.room}”现在叫“${facts.topic}”，绑定没有变。`

/** 10: once, after a room was bound: what the bot is for and what it keeps. */
export const greetingForResidents = (facts: { bot: string }): string =>
  `大家好，我是社区的${facts.bot}。楼道灯坏了、垃圾没清这类事，在群里说一声，我找到负责的人，办好来回话。\n` +
  '我只留意要办的事，聊天的话几天就删。公示不写您的名字和门牌，不想让我记，说“别记我”；不方便说的，加我好友私聊。'

export const greetingForStaff = (facts: { bot: string; room: string }): string =>
  `大家好，我是${facts.bot}，“${facts.room}”的待办会发在这里。能说什么请回“帮助”；保密的件我私下发，请别在群里谈。`

export const roomBound = (facts: { room: string; areas: string }): string =>
  `好，这个群绑定为“${facts.room}”（${facts.areas}）。`
export const roomUnbound = (facts: { room: string }): string =>
  `好，这个群不再是“${facts.room}”，我在这里不说话也不登记了。`

export const bindNeedsPost = (word: string): string => `“${word}”要值班人员或主任来做。`
export const directorOnly = (word: string): string => `“${word}”要主任来做。`
export const sayInRoom = (word: string): string => `请到要${word}的那个群里说“${word}”。`
export const bindWhat = (): string => '请写明区域，比如“绑定 锦绣第一网格”，或写群的名字。'
export const noSuchArea = (said: string): string => `没有找到“${said}”，请写区域、部门或群的全名。`
export const severalAreas = (said: string, choices: readonly string[]): string =>
  `“${said}”有几个，请写清楚：${choices.join('、')}。`
export const whichKind = (said: string): string => `请写明是居民群还是工作群，比如“绑定 ${said} 居民群”。`
export const severalRooms = (choices: readonly string[]): string =>
  `对得上的群有几个，请写群名：${choices.join('、')}。`
export const boundElsewhere = (room: string): string =>
  `“${room}”已经绑在另一个群上，我还在那里。要换的话，请先在那个群里说“解绑”。`
export const wrongAreas = (): string =>
  '这样绑定不行：居民群绑一个或几个网格，或一个社区；工作群绑一个网格、社区、部门或全镇。'
export const notBound = (): string => '这个群还没有绑定。'
export const sayAtCentre = (word: string): string => `请在中心值班群里或私聊我说“${word} 群名”。`
export const noSuchRoom = (said: string): string => `没有找到群“${said}”，请写群的全名。`
export const wentLive = (room: string): string => `好，“${room}”上线了，我开始在那里说话。`
export const wentSilent = (room: string): string => `好，我在“${room}”里只听不说，听到的事给值班人员看。`
