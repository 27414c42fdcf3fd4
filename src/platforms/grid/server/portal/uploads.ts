import type { Readable } from 'node:stream'
import type { Tx } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import { removeFileContents, storeUpload } from '#kernel/files/server'
import { systemActor } from '#kernel/ledgers/server'
import type { PortalUpload } from '../../model/portal/answers.ts'
import { countAttempt, networkSource, refuseBlocked } from './limits.ts'
import type { Asker, PortalDeps } from './portal-deps.ts'
import type { Resident } from './residents.ts'
import { countUploads, insertUpload, takeExpiredUploads, takeUploads } from './upload-store.ts'

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
}

type Upload = { contentType: string; announcedSize: number | undefined; stream: Readable }

/**
 * Takes a resident's photo in, encoded anew without place and camera and under a name of ours. It is the session's
 * until it hangs on a report, and goes when it hangs on none in time.
 * @throws AppError portal.photos_only, portal.too_many_photos, portal.blocked, portal.too_many, files.*
 */
export async function storePhoto(
  deps: PortalDeps,
  asker: Asker,
  resident: Resident,
  { contentType, announcedSize, stream }: Upload,
): Promise<PortalUpload> {
  try {
    const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
    const ending = endings[type]
    if (ending === undefined) throw new AppError('portal.photos_only', { status: 415 })
    const network = networkSource(deps.keys, asker.address)
    await refuseBlocked(deps, [network])
    await countAttempt(deps, [{ what: 'upload.network', key: network.key, source: network }])
    const { photos } = deps.portalRules()
    const held = await countUploads(deps.handle.db, resident.tokenHash)
    if (held >= photos.count * 2)
      throw new AppError('portal.too_many_photos', { status: 429, params: { count: photos.count } })
    const now = deps.clock.now()
    const file = await storeUpload(
      { ...deps.files, sizeLimit: photos.megabytes * 1024 * 1024 },
      {
        actor: systemActor,
        name: `photo.${ending}`,
        contentType: type,
        announcedSize,
        stream,
        clientKey: null,
      },
    )
    await insertUpload(deps.handle.db, { fileId: file.id, tokenHash: resident.tokenHash, now })
    return { id: file.id, size: file.size }
  } finally {
    stream.resume()
  }
}

/** @throws AppError http.not_found where it is not the session's own, or hangs on a report */
export async function removePhoto(deps: PortalDeps, resident: Resident | null, id: string): Promise<void> {
  if (!resident) throw notFound()
  await deps.handle.db.transaction().execute(async (tx) => {
    if ((await takeUploads(tx, resident.tokenHash, [id])) === 0) throw notFound()
    await removeFileContents(tx, [id], deps.clock.now())
  })
}

/** @throws AppError portal.too_many_photos; portal.photo_gone where one is not the session's own, or expired */
export async function takePhotos(
  tx: Tx,
  { portalRules }: Pick<PortalDeps, 'portalRules'>,
  resident: Resident | null,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const { count } = portalRules().photos
  if (ids.length > count) throw new AppError('portal.too_many_photos', { path: 'photos', params: { count } })
  const taken = resident ? await takeUploads(tx, resident.tokenHash, ids) : 0
  if (taken !== new Set(ids).size) throw new AppError('portal.photo_gone', { status: 409, path: 'photos' })
}

/** Removes photos that nobody used in time. Run as a leased job. */
export async function sweepPhotos({
  handle,
  clock,
  portalRules,
}: Pick<PortalDeps, 'handle' | 'clock' | 'portalRules'>): Promise<void> {
  const now = clock.now()
  const before = new Date(now.getTime() - portalRules().photos.unusedHours * 3_600_000)
  await handle.db.transaction().execute(async (tx) => {
    const expired = await takeExpiredUploads(tx, before)
    if (expired.length > 0) await removeFileContents(tx, expired, now)
  })
}
