/**
 * Words around which people make passwords, put together by us from what everybody knows of the habit; no published list of
 * leaked passwords is copied or named here. Small letters; a figure in place of a letter is looked for by the reader.
 */
const english = `
password passwd passw0rd passwort pass pwd secret letmein welcome login logon signin access account master admin
administrator root superuser user username guest visitor test tester testing demo sample example default system sysadmin
server service support manager office company business money public private security secure internet network computer
changeme change temp temporary newpass mypass hello helloworld goodluck goodmorning iloveyou loveyou loveme lovely love
baby angel lucky happy flower freedom forever friend family whatever nothing unknown trustno1 sunshine princess monkey
dragon tiger panda eagle falcon phoenix butterfly football baseball basketball soccer hockey golf superman batman
spiderman ironman avengers pokemon pikachu naruto starwars matrix hunter shadow killer ninja samurai warrior knight
diamond silver golden orange purple yellow banana cookie chocolate cheese pepper ginger coffee summer winter spring autumn
january february march april june july august september october november december monday tuesday wednesday thursday friday
saturday sunday christmas birthday michael jennifer jessica michelle daniel charlie thomas jordan andrew joshua matthew
robert nicole ashley amanda william richard george google facebook twitter youtube microsoft windows android iphone apple
samsung oracle cisco huawei xiaomi tencent alibaba wechat weixin taobao alipay baidu douyin kuaishou mustang ferrari
mercedes porsche yamaha toyota liverpool arsenal chelsea barcelona madrid juventus manchester china chinese asdf qwer zxcv
qazwsx qaz wsx edc abc abcd abc123 a1b2c3 aaa xxx zzz qqq student teacher school police
`
const pinyin = `
mima mimashi wode wodemima woaini woaiwojia woaini1314 aini aiwo nihao nimen women niubi zhongguo zhonghua beijing shanghai
guangzhou shenzhen tianjin chongqing hangzhou nanjing wuhan chengdu xian suzhou wangge wanggeyuan wanggezhang
wanggehua shequ jiedao zhongxin zhihui zhihuizhongxin cunwei cunmin juweihui jumin zhengfu xiangzhen zhili zonghe
zonghezhili pingan jiankang kuaile xingfu xingfuli facai gongxi gongxifacai xinnian xinniankuaile shengri laopo laogong baobao baobei
mama baba erzi nver tianshi haoyun shunli jixiang ruyi wanshi wanshiruyi zhiban bangong bangongshi guanliyuan yonghu
denglu xitong yanzhengma linli linlibang xiaozhushou renmin fuwu weirenminfuwu gongchandang dangyuan jingcha laoshi xuesheng
`
const han = `
密码 口令 管理员 超级管理员 用户 登录 登陆 系统 测试 默认 网格 网格员 网格长 网格化 社区 街道 村委 村委会 居委 居委会 乡镇
政府 中心 指挥中心 综治 综合治理 社会治理 值班 值班室 办公 办公室 主任 书记 党员 人民 为人民服务 中国 中华 北京 上海
我爱你 我爱中国 我爱我家 我的 爱你 你好 平安 健康 快乐 幸福 发财 恭喜 恭喜发财 新年快乐 生日 生日快乐 老婆 老公 宝宝 宝贝
妈妈 爸爸 一生一世 万事如意 吉祥如意 一帆风顺 好运 顺利 小助手 邻里 邻里帮 床前明月光 疑是地上霜 举头望明月 低头思故乡
好好学习 天天向上 芝麻开门
`
const figures = `
5201314 1314520 1314521 5211314 7758521 7758258 521 520 1314 666 888 999 168 518 886 911 007 110 119 120 114 12315 12345
10086 10010 10000 95588 13800138000 123 321 111 222 333 000 1024 2048 4096 360 365 112233 223344 121212
`

export const guessedStems: readonly string[] = [
  ...new Set([english, pinyin, han, figures].flatMap((list) => list.trim().split(/\s+/u))),
]

/** Family names as they are spelt, of the hundred that most people bear. */
export const familyNames: readonly string[] = `
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang deng han feng cao
peng zeng xiao tian dong yuan pan yu jiang cai du ye cheng su wei lv lu ding ren shen yao cui zhong tan fan jin shi liao jia
xia fu fang bai zou meng xiong qin qiu yin xue yan duan lei hou long tao gu mao hao gong shao wan qian lai dai mo kong ouyang
`
  .trim()
  .split(/\s+/u)
