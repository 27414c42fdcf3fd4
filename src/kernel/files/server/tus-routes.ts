import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import { defineRoute, type Respond, type Route, type RouteRequest, respond } from '#kernel/http/server'
import { defaultSizeLimit } from '../model/stored-file.ts'
import { bytesIn, fileHeader, metadataIn, metadataOf, tusExtensions, tusVersion } from '../model/tus.ts'
import type { FileDeps } from './files.ts'
import type { UploadRow } from './upload-store.ts'
import { type Checksum, checksums, getUpload, openUpload, receivePiece, removeUpload } from './uploads.ts'

const own = {
  kind: 'signed_in',
  because: 'an upload is its uploader’s own until it hangs on something',
} as const
const params = z.object({ id: z.uuid() })
const spoken = { 'tus-resumable': tusVersion }

type One = RouteRequest<typeof own, typeof params, undefined, undefined>

/** Uploads that go on where a line broke (tus 1.0.0: core, creation, expiration, checksum, termination). */
export function tusRoutes(deps: FileDeps): Route[] {
  return [
    optionsRoute(deps),
    openRoute(deps),
    oneRoute('HEAD', 'How much of an upload has come', (request) => tell(deps, request)),
    oneRoute('PATCH', 'The next piece of an upload; the last answers which file it became', (request) =>
      take(deps, request),
    ),
    oneRoute('DELETE', 'Gives an upload up', (request) => giveUp(deps, request)),
    oneRoute(
      'POST',
      'The same under X-HTTP-Method-Override, where a proxy lets only POST through',
      (request) => overridden(deps, request),
    ),
  ]
}

function optionsRoute(deps: FileDeps): Route {
  return defineRoute({
    method: 'OPTIONS',
    path: '/api/uploads',
    summary: 'What of the protocol for resumable uploads is spoken here',
    access: own,
    headers: spoken,
    handler: () =>
      respond({
        status: 204,
        headers: {
          'tus-version': tusVersion,
          'tus-extension': tusExtensions,
          'tus-max-size': String(deps.sizeLimit ?? defaultSizeLimit),
          'tus-checksum-algorithm': checksums.join(','),
        },
      }),
  })
}

function openRoute(deps: FileDeps): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/uploads',
    summary:
      'Opens an upload that comes in pieces, with Upload-Length and Upload-Metadata (filename, filetype, for)',
    access: own,
    headers: spoken,
    handler: async ({ actor, headers }) => {
      refuseOtherVersion(headers)
      const length = bytesIn(headers['upload-length'], 'Upload-Length')
      const row = await openUpload(deps, actor, { ...metadataIn(headers['upload-metadata']), length })
      return respond({ status: 201, headers: { location: `/api/uploads/${row.id}`, ...expiryOf(row) } })
    },
  })
}

function oneRoute(
  method: 'HEAD' | 'PATCH' | 'DELETE' | 'POST',
  summary: string,
  answer: (request: One) => Promise<Respond>,
): Route {
  return defineRoute({
    method,
    path: '/api/uploads/:id',
    summary,
    access: own,
    params,
    headers: spoken,
    stream: method === 'PATCH' || method === 'POST',
    handler: async (request) => {
      refuseOtherVersion(request.headers)
      try {
        return await answer(request)
      } finally {
        // What is left of a refused piece is read and dropped, so that the client gets to read the answer.
        request.stream.resume()
      }
    },
  })
}

async function tell(deps: FileDeps, { actor, params: { id } }: One): Promise<Respond> {
  const row = await getUpload(deps, actor, id)
  return respond({
    status: 200,
    headers: {
      'cache-control': 'no-store',
      'upload-length': String(row.length),
      'upload-metadata': metadataOf({ filename: row.name, filetype: row.contentType }),
      ...progressOf(row),
    },
  })
}

async function take(deps: FileDeps, { actor, params: { id }, headers, stream }: One): Promise<Respond> {
  if (headers['content-type'] !== 'application/offset+octet-stream')
    throw new AppError('http.unsupported_media_type', {
      status: 415,
      params: { type: String(headers['content-type'] ?? '').slice(0, 80) },
    })
  const offset = bytesIn(headers['upload-offset'], 'Upload-Offset')
  const checksum = checksumIn(headers['upload-checksum'])
  return respond({
    status: 204,
    headers: progressOf(await receivePiece(deps, actor, { id, offset, stream, checksum })),
  })
}

async function giveUp(deps: FileDeps, { actor, params: { id } }: One): Promise<Respond> {
  await getUpload(deps, actor, id)
  await removeUpload(deps, id)
  return respond({ status: 204 })
}

async function overridden(deps: FileDeps, request: One): Promise<Respond> {
  const method = String(request.headers['x-http-method-override'] ?? '').toUpperCase()
  if (method === 'PATCH') return take(deps, request)
  if (method === 'DELETE') return giveUp(deps, request)
  if (method === 'HEAD') return tell(deps, request)
  throw new AppError('files.bad_upload_header', { params: { header: 'X-HTTP-Method-Override' } })
}

function refuseOtherVersion(headers: One['headers']): void {
  if (headers['tus-resumable'] !== tusVersion)
    throw new AppError('files.other_tus_version', { status: 412, params: { version: tusVersion } })
}

const expiryOf = ({ expiresAt }: UploadRow) => ({ 'upload-expires': expiresAt.toUTCString() })

function progressOf(row: UploadRow): Record<string, string> {
  const progress = { 'upload-offset': String(row.received), ...expiryOf(row) }
  return row.fileId === null ? progress : { ...progress, [fileHeader]: row.fileId }
}

function checksumIn(header: string | string[] | undefined): Checksum | null {
  if (header === undefined) return null
  const [, name, sum] = /^(\w+) ([A-Za-z0-9+/]+=*)$/.exec(String(header)) ?? []
  const algorithm = checksums.find((known) => known === name)
  if (algorithm === undefined || sum === undefined)
    throw new AppError('files.bad_upload_header', { params: { header: 'Upload-Checksum' } })
  return { algorithm, sum: Buffer.from(sum, 'base64') }
}
