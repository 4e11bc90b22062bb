/**
 * One sign for each syllable, in the order of the syllables. A sign that is not here is placed between two of these by the
 * order that ICU knows for Chinese: its syllable is that of one neighbour or the other.
 */
const signs = `
a阿 ai爱 an安 ang昂 ao傲 ba八 bai白 ban班 bang邦 bao包 bei北 ben本 beng崩 bi比 bian边 biao标 bie别 bin宾 bing冰 bo波 bu不
ca擦 cai才 can参 cang仓 cao草 ce册 cen岑 ceng层 cha茶 chai柴 chan产 chang昌 chao超 che车 chen陈 cheng成 chi吃 chong冲
chou抽 chu出 chuai揣 chuan川 chuang窗 chui吹 chun春 chuo戳 ci词 cong从 cou凑 cu粗 cuan窜 cui崔 cun村 cuo错 da大 dai代
dan丹 dang当 dao刀 de德 deng登 di低 dian店 diao刁 die蝶 ding丁 diu丢 dong东 dou斗 du杜 duan段 dui对 dun敦 duo多 e鹅 en恩
er二 fa发 fan凡 fang方 fei飞 fen分 feng风 fou否 fu夫 ga嘎 gai改 gan甘 gang刚 gao高 ge哥 gei给 gen根 geng耕 gong工
gou沟 gu古 gua瓜 guai怪 guan关 guang光 gui贵 gun滚 guo郭 ha哈 hai海 han汉 hang航 hao好 he河 hei黑 hen很 heng恒 hong红
hou后 hu胡 hua花 huai怀 huan欢 huang黄 hui会 hun婚 huo火 ji鸡 jia家 jian建 jiang江 jiao交 jie姐 jin金 jing京 jiong炯 jiu九
ju居 juan娟 jue决 jun军 ka卡 kai开 kan看 kang康 kao考 ke科 ken肯 keng坑 kong空 kou口 ku哭 kua夸 kuai快 kuan宽 kuang狂
kui葵 kun昆 kuo阔 la拉 lai来 lan兰 lang狼 lao老 le乐 lei雷 leng冷 li李 lia俩 lian连 liang良 liao辽 lie列 lin林 ling玲 liu刘
long龙 lou楼 lu路 lv绿 luan乱 lve略 lun轮 luo罗 ma马 mai买 man满 mang忙 mao毛 me么 mei美 men门 meng孟 mi米 mian面 miao苗
mie灭 min民 ming明 miu谬 mo莫 mou某 mu木 na拿 nai奶 nan南 nang囊 nao闹 ne呢 nei内 nen嫩 neng能 ni你 nian年 niang娘 niao鸟
nie聂 nin您 ning宁 niu牛 nong农 nu努 nv女 nuan暖 nve虐 nuo诺 o哦 ou欧 pa怕 pai派 pan潘 pang庞 pao跑 pei陪 pen盆 peng彭 pi皮
pian片 piao票 pie撇 pin品 ping平 po破 pou剖 pu普 qi七 qia恰 qian千 qiang强 qiao桥 qie切 qin秦 qing青 qiong琼 qiu秋 qu区
quan全 que缺 qun群 ran然 rang让 rao绕 re热 ren人 reng仍 ri日 rong荣 rou肉 ru如 ruan软 rui瑞 run润 ruo若 sa洒 sai赛 san三
sang桑 sao扫 se色 sen森 seng僧 sha沙 shai晒 shan山 shang上 shao邵 she社 shen沈 sheng生 shi石 shou手 shu书 shua刷 shuai帅
shuan栓 shuang双 shui水 shun顺 shuo说 si四 song宋 sou搜 su苏 suan算 sui岁 sun孙 suo所 ta他 tai太 tan谭 tang唐 tao陶 te特
teng腾 ti题 tian田 tiao条 tie铁 ting听 tong同 tou头 tu土 tuan团 tui推 tun屯 tuo托 wa瓦 wai外 wan万 wang王 wei魏 wen文
weng翁 wo我 wu吴 xi西 xia夏 xian先 xiang香 xiao小 xie谢 xin新 xing星 xiong熊 xiu秀 xu徐 xuan宣 xue学 xun寻 ya牙 yan颜
yang杨 yao姚 ye叶 yi一 yin银 ying英 yong永 you尤 yu于 yuan元 yue月 yun云 za杂 zai在 zan赞 zang脏 zao早 ze则 zei贼 zen怎
zeng增 zha扎 zhai债 zhan站 zhang张 zhao赵 zhe者 zhen真 zheng正 zhi之 zhong中 zhou周 zhu朱 zhua抓 zhuai拽 zhuan专 zhuang庄
zhui追 zhun准 zhuo桌 zi子 zong宗 zou走 zu足 zuan钻 zui最 zun尊 zuo左`

const table: readonly { syllable: string; sign: string }[] = [
  ...signs.matchAll(/(?<syllable>[a-z]+)(?<sign>\p{Script=Han})/gu),
].map(({ groups = {} }) => ({ syllable: groups['syllable'] ?? '', sign: groups['sign'] ?? '' }))

/** Every syllable of the standard language, without tones; ü is v. */
export const syllables: readonly string[] = table.map(({ syllable }) => syllable)

const order = new Intl.Collator('zh-u-co-pinyin')

/** The syllables that a sign may be: one, or the two between which it stands. */
export function syllablesOf(sign: string): readonly string[] {
  let [from, to] = [0, table.length]
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    const side = order.compare(sign, table[middle]?.sign ?? '')
    if (side === 0) return [table[middle]?.syllable ?? '']
    if (side < 0) to = middle
    else from = middle + 1
  }
  return table.slice(Math.max(0, from - 1), from + 1).map(({ syllable }) => syllable)
}

const longestSpelt = 5

/**
 * How a word of Chinese signs may be spelt: every way that the order of the signs leaves open, the right one among them for
 * all that is read in one way. Nothing for other words and for those longer than a name.
 */
export function speltInPinyin(word: string): readonly string[] {
  const all = [...word]
  if (all.length > longestSpelt || !/^\p{Script=Han}+$/u.test(word)) return []
  return all.reduce<readonly string[]>(
    (spelt, sign) => spelt.flatMap((before) => syllablesOf(sign).map((syllable) => before + syllable)),
    [''],
  )
}
