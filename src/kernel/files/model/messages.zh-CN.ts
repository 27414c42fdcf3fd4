export const zhCN = {
  'error.files.too_large': '文件过大：每个文件不超过 {limit} MB。',
  'error.files.empty': '文件是空的。',
  'error.files.type_refused':
    '不接受此类文件。可上传：图片（PNG、JPEG、WebP）、PDF、Word（docx）、Excel（xlsx）、文本（txt、csv）、录音（mp3、m4a、wav）。',
  'error.files.content_mismatch': '“{name}”的内容不是 {declared}，请检查文件是否损坏或改过扩展名。',
  'error.files.macros': '“{name}”含有宏，不能上传。请另存为不含宏的文件。',
  'error.files.interrupted': '上传中断，文件未保存，请重新上传。',
  'error.files.client_key_reused': '该请求编号已用于另一个文件。',
  'error.files.content_missing': '文件“{name}”的内容在存储中缺失或不完整，请联系管理员从备份恢复。',
  'error.files.erased': '该文件已于{date}依法清除，清除证明 {certificate}。',
  'error.files.folder_unwritable': '无法写入文件目录 {folder}：{reason}。',
  'error.files.image_damaged': '图片“{name}”已损坏或不完整，请重新拍摄或另存后再传。',
  'error.files.image_animated': '“{name}”是动图，不能上传。请另存为单张图片。',
  'error.files.image_too_large': '图片“{name}”超过 {limit} 百万像素，请缩小后再传。',
  'error.files.heic':
    '“{name}”是 HEIC/HEIF 图片，这里打不开。请在手机“设置—相机—格式”中选“兼容性最佳”，或另存为 JPG 后再传。',
  'error.files.no_thumbnail': '该文件没有缩略图。',
  'error.files.original_elsewhere': '图片“{name}”保留了拍摄地点等信息，不能放在这一栏。请移除后重新上传。',
} as const
