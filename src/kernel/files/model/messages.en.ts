import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'error.files.too_large': 'Too large: a file may have {limit} MB.',
  'error.files.empty': 'The file is empty.',
  'error.files.type_refused':
    'This kind of file is not taken. Taken are images (PNG, JPEG, WebP), PDF, Word (docx), Excel (xlsx), text (txt, csv) and recordings (mp3, m4a, wav, webm).',
  'error.files.content_mismatch':
    'The content of “{name}” is not {declared}. It may be damaged, or its ending was changed.',
  'error.files.macros': '“{name}” holds macros and is not taken. Save it without them.',
  'error.files.interrupted': 'The upload broke off and nothing was stored. Send it again.',
  'error.files.client_key_reused': 'This request key was already used for another file.',
  'error.files.content_missing':
    'The content of “{name}” is missing from the store or not whole. Ask the administrator to restore it from a backup.',
  'error.files.erased': 'This file was erased by law on {date}, certificate {certificate}.',
  'error.files.folder_unwritable': 'The folder of files {folder} cannot be written: {reason}.',
  'error.files.image_damaged': 'The image “{name}” is damaged or not whole. Take it again or save it anew.',
  'error.files.image_animated': '“{name}” is animated and is not taken. Save one picture of it.',
  'error.files.image_too_large': 'The image “{name}” has more than {limit} million pixels. Make it smaller.',
  'error.files.heic':
    '“{name}” is a HEIC/HEIF image, which cannot be opened here. On the phone choose Settings, Camera, Formats, Most Compatible; or save it as JPG.',
  'error.files.no_thumbnail': 'This file has no small copy.',
  'error.files.original_elsewhere':
    'The image “{name}” was kept with the place it was taken at and does not go into this field. Remove it and send it anew.',
  'error.files.too_many_uploads':
    'Too many uploads under way ({count} at most). Wait for them, or cancel some.',
  'error.files.offset_mismatch': 'The piece begins elsewhere: {offset} bytes have come.',
  'error.files.taken_over': 'Another request goes on with this upload.',
  'error.files.checksum_mismatch': 'This piece was damaged on its way. Send it again.',
  'error.files.longer_than_announced': 'There is more than the {length} bytes that were announced.',
  'error.files.bad_upload_header': 'The header {header} is missing or wrong.',
  'error.files.other_tus_version': 'Resumable uploads speak tus {version} here.',
  'error.files.infected': 'The scanner found a virus in “{name}”. It was not stored.',
  'error.files.infected_kept':
    'The scanner found a virus in “{name}”. It is opened for nobody; ask the administrator.',
  'error.files.waiting_for_scan': '“{name}” is waiting for the virus scanner and can be opened soon.',
  'error.files.scanner_down':
    'The virus scanner does not answer, so nothing can be uploaded now. Try later, or ask the administrator.',
  'error.files.bad_scanner_address': 'An address is unix:/path, or 127.0.0.1:port on this machine.',
  'error.files.quota_organisation':
    'The files of your organisation take {used} MB of {limit} MB; there is no room for this one. Ask the administrator.',
  'error.files.quota_total':
    'All files take {used} MB of {limit} MB; there is no room for this one. Ask the administrator.',
  'error.files.removed': 'This file was kept as long as it has to be; its content was removed on {date}.',
  'error.files.list_changed': 'The list has changed since you looked. Look again before you confirm.',
}
