export const zhCN = {
  'error.cells.handed_to_oneself': '不能交接给本人',
  'error.cells.ends_before_it_begins': '日期不能早于开始日期 {from}',
  'error.cells.no_position_there': '该人员没有覆盖网格 {cell} 的相应岗位',
  'error.cells.no_resident': '楼长须是本楼的居民',
  'cells.seeded.people': '示例网格:新增 {buildings} 栋楼,{homes} 户落楼,{assignments} 项网格人员安排',
  'cells.seeded.population': '蓬莱社区另有 {households} 户、{persons} 人(虚构)将在后台装入',
} as const
