export const zhCN = {
  'files.screen.choose': '选择文件',
  'files.screen.drop': '或将文件拖到这里',
  'files.screen.sending': '正在上传……',
  'files.screen.remove': '移除',
  'files.screen.unseen': '附件，您无权查看',
} as const
