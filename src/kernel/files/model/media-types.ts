/** What may be uploaded: its one media type, the file endings that go with it, and other names browsers give it. */
type Kind = { mediaType: string; endings: readonly string[]; aliases?: readonly string[]; inline?: true }

const office = 'application/vnd.openxmlformats-officedocument'

export const fileKinds = {
  png: { mediaType: 'image/png', endings: ['png'], inline: true },
  jpeg: { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg', 'jfif'], aliases: ['image/jpg'], inline: true },
  webp: { mediaType: 'image/webp', endings: ['webp'], inline: true },
  pdf: { mediaType: 'application/pdf', endings: ['pdf'] },
  docx: { mediaType: `${office}.wordprocessingml.document`, endings: ['docx'] },
  xlsx: { mediaType: `${office}.spreadsheetml.sheet`, endings: ['xlsx'] },
  txt: { mediaType: 'text/plain', endings: ['txt'] },
  // Windows names .csv after the program that opens it.
  csv: {
    mediaType: 'text/csv',
    endings: ['csv'],
    aliases: ['application/vnd.ms-excel', 'application/csv', 'text/plain'],
  },
  mp3: { mediaType: 'audio/mpeg', endings: ['mp3'], aliases: ['audio/mp3'], inline: true },
  m4a: { mediaType: 'audio/mp4', endings: ['m4a'], aliases: ['audio/x-m4a', 'audio/m4a'], inline: true },
  wav: { mediaType: 'audio/wav', endings: ['wav'], aliases: ['audio/x-wav', 'audio/wave'], inline: true },
  // What browsers record speech into.
  webm: { mediaType: 'audio/webm', endings: ['webm', 'weba'], inline: true },
} as const satisfies Record<string, Kind>
export type FileKind = keyof typeof fileKinds

/** All endings that may be uploaded, as a file picker's `accept` wants them. */
export const acceptedEndings = Object.values(fileKinds).flatMap(({ endings }) =>
  endings.map((ending) => `.${ending}`),
)

/** What a content could be, as far as its first bytes tell. Office documents are zips, and text has no mark. */
export type Sniffed = Exclude<FileKind, 'docx' | 'xlsx' | 'csv' | 'txt'> | 'zip' | 'unmarked'

/** Brands of High Efficiency Image files (ISO/IEC 23008-12), as telephones write them. */
const heifBrands = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1']

/** What phones take photos in by default and nothing free to use here opens: refused with a word on what to do. */
export function isHeif(head: Uint8Array): boolean {
  return has(head, 4, 'ftyp') && heifBrands.some((brand) => has(head, 8, brand))
}

export function isNamedHeif(contentType: string, name: string): boolean {
  return /^image\/hei[cf]/i.test(contentType) || ['heic', 'heif'].includes(endingOf(name))
}

function has(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false
  }
  return true
}

/** Brands of ISO media files that phones write recorded speech with. */
const audioBrands = ['M4A ', 'M4B ', 'mp42', 'isom', '3gp4']

export function sniff(head: Uint8Array): Sniffed {
  if (has(head, 0, '\x89PNG\r\n\x1a\n')) return 'png'
  if (has(head, 0, '\xff\xd8\xff')) return 'jpeg'
  if (has(head, 0, 'RIFF') && has(head, 8, 'WEBP')) return 'webp'
  if (has(head, 0, 'RIFF') && has(head, 8, 'WAVE')) return 'wav'
  if (has(head, 0, '%PDF-')) return 'pdf'
  if (has(head, 0, 'PK\x03\x04') || has(head, 0, 'PK\x05\x06')) return 'zip'
  if (has(head, 4, 'ftyp') && audioBrands.some((brand) => has(head, 8, brand))) return 'm4a'
  if (has(head, 0, '\x1aE\xdf\xa3') && isWebm(head)) return 'webm'
  if (has(head, 0, 'ID3') || isMp3Frame(head)) return 'mp3'
  return 'unmarked'
}

/** The document type of an EBML head (RFC 8794) stands within its first bytes. */
function isWebm(head: Uint8Array): boolean {
  for (let at = 4; at < Math.min(head.length, 60); at += 1) if (has(head, at, 'webm')) return true
  return false
}

/** An MPEG audio frame of layer III (ISO 11172-3, 2.4.1.3): eleven set bits, then neither reserved version nor rate. */
function isMp3Frame(head: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = head
  return (
    first === 0xff &&
    (second & 0xe6) === 0xe2 &&
    (second & 0x18) !== 0x08 &&
    third >> 4 !== 15 &&
    third >> 4 !== 0
  )
}

/** The kind that a declared content type and a name's ending agree on; null when they don't or it may not come in. */
export function declaredKind(contentType: string, name: string): FileKind | null {
  const declared = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  const ending = endingOf(name)
  const unsaid = declared === '' || declared === 'application/octet-stream'
  for (const [kind, rules] of Object.entries(fileKinds) as [FileKind, Kind][]) {
    const named = ending === '' ? !unsaid : rules.endings.includes(ending)
    const typed = unsaid || rules.mediaType === declared || (rules.aliases?.includes(declared) ?? false)
    if (named && typed) return kind
  }
  return null
}

/** Whether a browser may show a stored media type in place, rather than save it. */
export function mayShowInline(mediaType: string): boolean {
  return Object.values<Kind>(fileKinds).some((kind) => kind.mediaType === mediaType && kind.inline === true)
}

function endingOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase()
}
