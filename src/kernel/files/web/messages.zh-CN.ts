export const zhCN = {
  'files.screen.choose': '选择文件',
  'files.screen.drop': '或将文件拖到这里',
  'files.screen.sending': '正在上传……',
  'files.screen.remove': '移除',
  'files.screen.unseen': '附件，您无权查看',
  'files.screen.look': '看大图：',
  'files.screen.place': '第 {at} 张，共 {count} 张',
  'files.screen.download': '下载',
  'files.screen.close': '关闭',
  'files.screen.pixels': '原始大小',
  'files.screen.previous': '上一张',
  'files.screen.next': '下一张',
} as const
