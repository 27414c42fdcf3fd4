export const zhCN = {
  'error.cells.handed_to_oneself': '不能交接给本人',
  'error.cells.ends_before_it_begins': '日期不能早于开始日期 {from}',
  'error.cells.no_position_there': '该人员没有覆盖网格 {cell} 的相应岗位',
  'error.cells.no_resident': '楼长须是本楼的居民',
} as const
