export const zhCN = {
  'error.crypto.key_file_missing': '找不到密钥文件 {file}。请从备份中恢复；没有它，已加密的数据无法读取。',
  'error.crypto.key_file_unreadable': '无法读取密钥文件 {file}：{reason}。',
  'error.crypto.key_file_corrupt': '密钥文件 {file} 已损坏：{reason}。请从备份中恢复。',
  'error.crypto.key_file_exposed':
    '密钥文件 {file} 的权限为 {mode}，其他用户可以访问。请执行：chmod 600 {file}',
  'error.crypto.key_file_unwritable': '无法写入密钥文件 {file}：{reason}。',
  'error.crypto.key_unknown': '这项数据用编号为 {key} 的密钥加密，密钥文件中没有该密钥。',
  'error.crypto.not_authentic': '加密数据无法通过校验：数据被改动，或密钥不符。',
} as const
