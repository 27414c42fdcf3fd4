import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'error.crypto.key_file_missing':
    'The key file {file} is missing. Restore it from a backup: without it the encrypted data cannot be read.',
  'error.crypto.key_file_unreadable': 'The key file {file} cannot be read: {reason}.',
  'error.crypto.key_file_corrupt': 'The key file {file} is damaged: {reason}. Restore it from a backup.',
  'error.crypto.key_file_exposed':
    'The key file {file} has mode {mode}, so other users can reach it. Run: chmod 600 {file}',
  'error.crypto.key_file_unwritable': 'The key file {file} cannot be written: {reason}.',
  'error.crypto.key_unknown':
    'This value was encrypted under key number {key}, which the key file does not hold.',
  'error.crypto.not_authentic':
    'An encrypted value fails its check: it was altered, or the key is another one.',
}
