/** The three sheets from which a town is set up, as people fill them in. */
export const sheetNames = ['人员', '楼栋', '群'] as const
export type SheetName = (typeof sheetNames)[number]

export interface Column {
  title: string
  /** Must be filled in every row. */
  needed: boolean
  example: string
  /** Said beside the title in the template. */
  hint: string
}

const column = (title: string, needed: boolean, example: string, hint: string): Column => ({
  ...{ title, needed, example, hint },
})

export const columns: Readonly<Record<SheetName, readonly Column[]>> = {
  人员: [
    column('姓名', true, '张三', ''),
    column('手机号', false, '13800010001', '同名的人靠它区分'),
    column('岗位', true, '网格责任人', '如 网格责任人、网格协管员、社区责任人、值班人员、部门负责人'),
    column('区域', true, '第一网格', '网格、村(社区)或镇的名称'),
    column('部门', false, '', '部门负责人才填'),
    column('正副', false, '正', '正 或 副，空着按正；几个副职按行的先后'),
    column('负责楼栋', false, '', '网格协管员才填，如 1-6'),
  ],
  楼栋: [
    column('村(社区)', true, '幸福社区', ''),
    column('网格', true, '第一网格', ''),
    column('类型', true, '小区', '小区、道路 或 地标'),
    column('名称', true, '翠湖苑', ''),
    column('楼栋', false, '1-6', '如 1-6、单号、A-D；空着是整个小区'),
    column('别名', false, '翠湖', '几个用顿号隔开'),
    column('网格户数', false, '300', ''),
  ],
  群: [
    column('群名', true, '翠湖苑邻里群', ''),
    column('类型', true, '居民群', '居民群 或 工作群'),
    column('区域', true, '第一网格', '几个网格用顿号隔开'),
    column('部门', false, '', '部门的工作群才填'),
    column('静默旁听', false, '是', '是 或 否；新群空着按是'),
  ],
}

/** Rows of the template that only show and say how it is filled in; they are read over. */
export const exampleMark = '例：'
export const hintMark = '说明：'
