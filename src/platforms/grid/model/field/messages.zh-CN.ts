/** Texts of the field face's grid pages. */
export const zhCN = {
  'error.grid.patrol_ahead': '巡查时间晚于现在:请检查手机时间',
} as const
