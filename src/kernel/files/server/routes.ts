import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import { created, defineRoute, type Route, respond } from '#kernel/http/server'
import { mayShowInline } from '../model/media-types.ts'
import '../model/messages.ts'
import { contentDisposition, FileName, Purpose, StoredFile } from '../model/stored-file.ts'
import { type FileDeps, getFile, presentFile, refuseUnsafe, storeUpload } from './files.ts'
import { keepingRoutes } from './keeping-routes.ts'
import { tusRoutes } from './tus-routes.ts'
import { thumbnailOf } from './thumbnails.ts'

/** What somebody uploaded is shown as what it is, and runs nothing. */
const sealed = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
}

export function fileRoutes(deps: FileDeps): Route[] {
  return [
    uploadRoute(deps),
    factsRoute(deps),
    downloadRoute(deps),
    thumbnailRoute(deps),
    ...tusRoutes(deps),
    ...keepingRoutes(deps),
  ]
}

function uploadRoute(deps: FileDeps): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/files',
    summary: 'Uploads a file, the body being its content; with an Idempotency-Key it can be sent again',
    access: { kind: 'signed_in', because: 'an upload is its uploader’s own until it hangs on something' },
    query: z.object({ name: FileName, for: Purpose.optional() }),
    response: StoredFile,
    stream: true,
    handler: async ({ actor, query, headers, stream }) => {
      const length = Number(headers['content-length'])
      const file = await storeUpload(deps, {
        actor,
        name: query.name,
        purpose: query.for,
        contentType: headers['content-type'] ?? '',
        announcedSize: Number.isSafeInteger(length) ? length : undefined,
        stream,
        clientKey: clientKeyIn(headers['idempotency-key']),
      })
      return created(file)
    },
  })
}

function clientKeyIn(header: string | string[] | undefined): string | null {
  if (header === undefined) return null
  const key = z.uuid().safeParse(header)
  if (!key.success) throw new AppError('http.bad_client_key')
  return key.data.toLowerCase()
}

function thumbnailRoute(deps: FileDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/files/:id/thumbnail',
    summary: 'A small copy of an image, as WebP',
    access: { kind: 'scoped', by: 'file' },
    params: z.object({ id: z.uuid() }),
    query: z.object({ edge: z.enum(['small', 'large']).default('small') }),
    handler: async ({ actor, params, query, headers }) => {
      const row = await getFile(deps, actor, params.id)
      refuseUnsafe(row)
      const etag = `"${row.sha256.toString('hex')}-${query.edge}"`
      const caching = { etag, 'cache-control': 'private, no-cache' }
      if (headers['if-none-match'] === etag) return respond({ status: 304, headers: caching })
      return respond({
        body: await thumbnailOf(deps, row, query.edge),
        headers: { ...caching, 'content-type': 'image/webp', ...sealed },
      })
    },
  })
}

function factsRoute(deps: FileDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/files/:id/facts',
    summary: 'A file’s name, size and type, without its content',
    access: { kind: 'scoped', by: 'file' },
    params: z.object({ id: z.uuid() }),
    response: StoredFile,
    handler: async ({ actor, params }) => presentFile(await getFile(deps, actor, params.id)),
  })
}

function downloadRoute(deps: FileDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/files/:id',
    summary: 'A file’s content; inline=1 shows images and recordings in place',
    access: { kind: 'scoped', by: 'file' },
    params: z.object({ id: z.uuid() }),
    query: z.object({ inline: z.literal('1').optional() }),
    handler: async ({ actor, params, query, headers }) => {
      const row = await getFile(deps, actor, params.id)
      refuseUnsafe(row)
      const etag = `"${row.sha256.toString('hex')}"`
      // Asked again each time, since who may see a file can change; the content behind an id never does.
      const caching = { etag, 'cache-control': 'private, no-cache' }
      if (headers['if-none-match'] === etag) return respond({ status: 304, headers: caching })
      return respond({
        body: await deps.folder.read(row.sha256, row.size, row.name),
        headers: {
          ...caching,
          'content-type': row.mediaType,
          'content-length': String(row.size),
          'content-disposition': contentDisposition(
            row.name,
            query.inline !== undefined && mayShowInline(row.mediaType),
          ),
          ...sealed,
        },
      })
    },
  })
}
