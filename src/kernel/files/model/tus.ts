import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import { FileName, Purpose } from './stored-file.ts'

/** The protocol for uploads that go on after a break: https://tus.io/protocols/resumable-upload */
export const tusVersion = '1.0.0'
export const tusExtensions = 'creation,expiration,checksum,termination'

/** The header of an answer that says which file an upload became. */
export const fileHeader = 'upload-file'

function bad(header: string): AppError {
  return new AppError('files.bad_upload_header', { params: { header } })
}

/** A header that counts bytes. */
export function bytesIn(header: string | string[] | undefined, name: string): number {
  if (typeof header !== 'string' || !/^\d{1,15}$/.test(header)) throw bad(name)
  return Number(header)
}

const Metadata = z.object({
  name: FileName,
  contentType: z.string().max(200).default(''),
  purpose: Purpose.nullable().default(null),
})

/** What Upload-Metadata says: `filename 5a.., filetype aW.., for cHI..`, each value in base64. */
export function metadataIn(header: string | string[] | undefined): z.infer<typeof Metadata> {
  if (typeof header !== 'string') throw bad('Upload-Metadata')
  const pairs = new Map(
    header.split(',').map((pair): [string, string] => {
      const [key = '', value = ''] = pair.trim().split(' ')
      return [key, decoded(value)]
    }),
  )
  const read = Metadata.safeParse({
    name: pairs.get('filename') ?? pairs.get('name') ?? '',
    contentType: pairs.get('filetype') ?? pairs.get('type'),
    purpose: pairs.get('for') ?? null,
  })
  if (!read.success) throw bad('Upload-Metadata')
  return read.data
}

/** The pairs of Upload-Metadata, as a client sends them. */
export function metadataOf(pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs)
    .map(([key, value]) => `${key} ${encoded(value)}`)
    .join(',')
}

function encoded(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

function decoded(base64: string): string {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw bad('Upload-Metadata')
  }
}
