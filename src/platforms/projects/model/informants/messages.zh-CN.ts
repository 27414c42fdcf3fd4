export const zhCN = {
  'projects.problem.field.informant': '反映人',
  'projects.problem.field.informantPhone': '反映人电话',
} as const
