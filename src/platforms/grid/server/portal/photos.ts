import { Readable } from 'node:stream'
import type { z } from 'zod'
import { newId } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import { listFiles, storeUpload } from '#kernel/files/server'
import type { Actor } from '#kernel/http/model'
import { systemActor } from '#kernel/ledgers/server'
import type { EntryState } from '#kernel/ledgers/model'
import type { IncidentPhotos, PublishedPhoto, PublishInput } from '../../model/portal/desk-answers.ts'
import { filesOfClaims } from './claim-store.ts'
import { findPhoto, insertPhoto, listPhotos, type PhotoRow, withdrawPhoto } from './photo-store.ts'
import type { PortalDeps } from './portal-deps.ts'

type Source = { fileId: string; shows: 'before' | 'after' }

const fileFields = { before: ['photos'], after: ['resultPhotos', 'verifyPhotos'] } as const

/** The photos that hang on an incident or on the claims that are of it, the official's own originals. */
async function sourcesOf(deps: PortalDeps, incident: EntryState): Promise<Source[]> {
  const from = (shows: Source['shows']) =>
    fileFields[shows].flatMap((field) => {
      const ids = incident.values[field]
      return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
    })
  const claimed = await filesOfClaims(deps.handle.db, incident.id)
  const before = [...new Set([...from('before'), ...claimed])]
  const all = [
    ...before.map((fileId) => ({ fileId, shows: 'before' as const })),
    ...from('after').map((fileId) => ({ fileId, shows: 'after' as const })),
  ]
  const images = new Set(
    (
      await listFiles(
        deps.handle.db,
        all.map(({ fileId }) => fileId),
      )
    )
      .filter(
        ({ mediaType, scan }) => mediaType.startsWith('image/') && scan !== 'infected' && scan !== 'waiting',
      )
      .map(({ id }) => id),
  )
  return all.filter(({ fileId }) => images.has(fileId))
}

/** @throws AppError http.not_found where it is no incident that the actor may see */
async function getIncident(deps: PortalDeps, actor: Actor, entryId: string): Promise<EntryState> {
  const { state } = await deps.engine.get(actor, entryId)
  if (state.ledger !== 'incident') throw notFound()
  return state
}

export async function photosOf(deps: PortalDeps, actor: Actor, entryId: string): Promise<IncidentPhotos> {
  const incident = await getIncident(deps, actor, entryId)
  const rows = await listPhotos(deps.handle.db, [incident.id])
  const ids = rows.flatMap((row) => [row.publishedBy, ...(row.withdrawnBy === null ? [] : [row.withdrawnBy])])
  const names = await deps.directory.accounts([...new Set(ids)])
  return {
    no: incident.no,
    title: incident.title,
    isPublic: incident.values['isPublic'] === true,
    sources: await sourcesOf(deps, incident),
    published: rows.map((row) => presentPhoto(row, (id) => names.get(id) ?? '')),
  }
}

function presentPhoto(row: PhotoRow, nameOf: (id: number) => string): PublishedPhoto {
  const { id, sourceFile, fileId, shows, areas, publishedAt, publishedBy } = row
  const { withdrawnAt, withdrawnBy, withdrawnReason } = row
  return {
    id,
    sourceFile,
    fileId,
    shows,
    areas,
    publishedAt: publishedAt.toISOString(),
    publishedBy: nameOf(publishedBy),
    withdrawn:
      withdrawnAt === null
        ? null
        : { at: withdrawnAt.toISOString(), by: nameOf(withdrawnBy ?? 0), reason: withdrawnReason ?? '' },
  }
}

const kinds = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/webp': 'webp' } as const

/**
 * Publishes a copy of an incident's photo with areas made unrecognisable. The original stays as it is, for officials.
 * What was published of the same original before is withdrawn by it.
 */
export async function publishPhoto(
  deps: PortalDeps,
  actor: Actor,
  entryId: string,
  { fileId, shows, areas }: z.infer<typeof PublishInput>,
): Promise<void> {
  const incident = await getIncident(deps, actor, entryId)
  const sources = await sourcesOf(deps, incident)
  const [source] = await listFiles(deps.handle.db, [fileId])
  if (!source || sources.every((one) => one.fileId !== fileId)) throw notFound()
  const kind = kinds[source.mediaType as keyof typeof kinds]
  if (kind === undefined) throw new AppError('portal.photos_only', { status: 415 })
  const { folder, images } = deps.files
  if (!(await folder.holds(source.sha256, source.size)))
    throw new AppError('portal.photo_gone', { status: 409 })
  const bytes = await images.blur(folder.pathOf(source.sha256), kind, source.name, areas)
  const copy = await storeUpload(deps.files, {
    actor: systemActor,
    name: `photo.${kind === 'jpeg' ? 'jpg' : kind}`,
    contentType: source.mediaType,
    announcedSize: bytes.length,
    stream: Readable.from([bytes]),
    clientKey: null,
  })
  const now = deps.clock.now()
  const { accountId, organisationId } = actor
  await deps.handle.db.transaction().execute(async (tx) => {
    const earlier = await listPhotos(tx, [incident.id])
    const reason = 'replaced'
    for (const one of earlier)
      if (one.sourceFile === fileId) await withdrawPhoto(tx, one.id, { accountId, reason, now })
    const row = { id: newId(now), incidentId: incident.id, sourceFile: fileId, fileId: copy.id, shows, areas }
    await insertPhoto(tx, { ...row, publishedAt: now, publishedBy: accountId, organisationId })
  })
}

/** @throws AppError http.not_found out of the actor's scope, portal.withdrawn_already */
export async function takeBackPhoto(
  deps: PortalDeps,
  actor: Actor,
  photoId: string,
  reason: string,
): Promise<string> {
  const row = await findPhoto(deps.handle.db, photoId)
  if (!row) throw notFound()
  await getIncident(deps, actor, row.incidentId)
  const by = { accountId: actor.accountId, reason, now: deps.clock.now() }
  if (!(await deps.handle.db.transaction().execute((tx) => withdrawPhoto(tx, photoId, by))))
    throw new AppError('portal.withdrawn_already', { status: 409 })
  return row.incidentId
}

/** The content of a published photo; nothing of one that was withdrawn. */
export async function readPhoto(
  deps: PortalDeps,
  photoId: string,
): Promise<{ body: Readable; mediaType: string; size: number }> {
  const row = await findPhoto(deps.handle.db, photoId)
  if (!row || row.withdrawnAt !== null) throw notFound()
  const [file] = await listFiles(deps.handle.db, [row.fileId])
  if (!file || file.scan === 'infected' || file.scan === 'waiting') throw notFound()
  const body = await deps.files.folder.read(file.sha256, file.size, file.name)
  return { body, mediaType: file.mediaType, size: file.size }
}
