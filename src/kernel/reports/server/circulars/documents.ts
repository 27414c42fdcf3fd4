import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { type FileDeps, listFiles, storeUpload } from '#kernel/files/server'
import type { Actor } from '#kernel/http/model'
import { localText } from '#kernel/i18n/model'
import type { EntryState } from '#kernel/ledgers/model'
import { shanghaiDate } from '#kernel/time/model'
import {
  type CircularFile,
  keepCircularFile,
  listCircularFiles,
  type StoredCircular,
} from './circular-store.ts'
import type { CircularBasis } from '../../model/circulars/answers.ts'
import { mediaTypes } from '../download.ts'
import { writePaper } from '../write-paper.ts'
import type { CircularSort } from './circular-sort.ts'
import { nameOf } from './names.ts'

export type CircularFormat = CircularFile['format']
export const circularFormats: readonly CircularFormat[] = ['docx', 'pdf']

export const numberOf = ({ values }: Pick<EntryState, 'values'>): string =>
  typeof values.number === 'string' ? values.number : ''

/** The document as the circular now stands: as a draft, or under its number with the day of its issue. */
export async function setCircular<C extends CircularBasis>(
  sort: CircularSort<C>,
  circular: StoredCircular<C>,
  state: Pick<EntryState, 'values' | 'origins'>,
  format: CircularFormat,
  number = numberOf(state),
): Promise<{ bytes: Buffer; title: string }> {
  const issuedAt = number === '' ? undefined : state.origins.number?.effectiveAt
  const paper = sort.paper({
    content: circular.content,
    number,
    unit: localText(nameOf(circular.names.organisations, circular.organisationId), 'zh-CN'),
    date: issuedAt === undefined ? circular.content.to : shanghaiDate(new Date(issuedAt)),
    copies: number !== '' && typeof state.values.copies === 'string' ? state.values.copies : '',
  })
  const bytes = await writePaper(format, paper)
  return { bytes, title: paper.title.replaceAll('\n', '') }
}

export const sha256Of = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()

/**
 * The document with its bytes: set once and kept, so that whoever asks later gets the same file, also from a program
 * that would set it otherwise.
 */
export async function keptDocument<C extends CircularBasis>(
  files: FileDeps,
  sort: CircularSort<C>,
  actor: Actor,
  circular: StoredCircular<C>,
  state: EntryState,
  format: CircularFormat,
): Promise<{ bytes: Buffer; title: string; fileId: string }> {
  const number = numberOf(state)
  const known = (await listCircularFiles(files.db, circular.entryId)).find(
    (file) => file.format === format && file.number === number,
  )
  const kept = known && (await readKept(files, known))
  if (known && kept) return { bytes: kept, title: state.title, fileId: known.fileId }
  const { bytes, title } = await setCircular(sort, circular, state, format)
  const stored = await storeUpload(files, {
    actor,
    name: `${title}.${format}`,
    contentType: mediaTypes[format],
    announcedSize: bytes.length,
    stream: Readable.from([bytes]),
    clientKey: null,
  })
  await keepCircularFile(files.db, {
    entryId: circular.entryId,
    format,
    number,
    layout: sort.layout,
    sha256: sha256Of(bytes),
    fileId: stored.id,
    madeAt: files.now(),
  })
  return { bytes, title, fileId: stored.id }
}

/** The bytes that were kept; undefined where the file is no longer there whole. */
async function readKept(files: FileDeps, { fileId, sha256 }: CircularFile): Promise<Buffer | undefined> {
  const [row] = await listFiles(files.db, [fileId])
  if (!row || !(await files.folder.holds(row.sha256, row.size))) return undefined
  const bytes = Buffer.concat(await (await files.folder.read(row.sha256, row.size, row.name)).toArray())
  return sha256Of(bytes).equals(sha256) ? bytes : undefined
}
