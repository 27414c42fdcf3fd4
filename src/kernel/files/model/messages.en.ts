import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'error.files.too_large': 'Too large: a file may have {limit} MB.',
  'error.files.empty': 'The file is empty.',
  'error.files.type_refused':
    'This kind of file is not taken. Taken are images (PNG, JPEG, WebP), PDF, Word (docx), Excel (xlsx), text (txt, csv) and recordings (mp3, m4a, wav).',
  'error.files.content_mismatch':
    'The content of “{name}” is not {declared}. It may be damaged, or its ending was changed.',
  'error.files.macros': '“{name}” holds macros and is not taken. Save it without them.',
  'error.files.interrupted': 'The upload broke off and nothing was stored. Send it again.',
  'error.files.client_key_reused': 'This request key was already used for another file.',
  'error.files.content_missing':
    'The content of “{name}” is missing from the store or not whole. Ask the administrator to restore it from a backup.',
  'error.files.erased': 'This file was erased by law on {date}, certificate {certificate}.',
  'error.files.folder_unwritable': 'The folder of files {folder} cannot be written: {reason}.',
}
