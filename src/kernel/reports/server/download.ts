import { Readable } from 'node:stream'
import { AppError } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { type Produced, type Respond, respond } from '#kernel/http/server'

export const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const
export type ReportFormat = keyof typeof mediaTypes

type Download = {
  /** The plain name, for readers that know no other, and the one that people see; both without the ending. */
  name: string
  title: string
  format: ReportFormat
  body: Buffer | AsyncIterable<Uint8Array>
  produced?: Produced
}

/** A file to keep. Bytes that are still being made go out as they come. */
export function download({ name, title, format, body, produced = {} }: Download): Respond {
  return respond({
    body: Buffer.isBuffer(body) ? body : Readable.from(body, { objectMode: false }),
    headers: {
      'content-type': mediaTypes[format],
      'content-disposition': `attachment; filename="${name}.${format}"; filename*=UTF-8''${encodeURIComponent(`${title}.${format}`)}`,
      'cache-control': 'no-store',
    },
    produced,
  })
}

/** Whole numbers of persons are for who may have them shown, and for a purpose that is noted. */
export function checkPurpose(actor: Actor, purpose: string | undefined): void {
  if (purpose !== undefined && !hasRight(actor, 'registry.unmask'))
    throw new AppError('http.forbidden', { status: 403 })
}
