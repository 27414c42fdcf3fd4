import { notFound } from '#kernel/errors/model'
import type { Locale } from '#kernel/i18n/model'
import type { EntryState } from '#kernel/ledgers/model'
import { systemActor } from '#kernel/ledgers/server'
import type { PortalIncident, PortalIncidents } from '../../model/portal/answers.ts'
import { publicIncident } from '../incidents/public-view.ts'
import { findPublicIncident, listPublicIncidents } from './incident-store.ts'
import { listPhotos, type PhotoRow } from './photo-store.ts'
import type { PortalDeps } from './portal-deps.ts'

const closedShownMs = 30 * 24 * 3_600_000

/** What everybody may read of an incident, with who handles it, where it is and its published photos. */
export async function presentIncident(
  deps: PortalDeps,
  state: EntryState,
  locale: Locale,
  published?: readonly PhotoRow[],
): Promise<PortalIncident> {
  const { divisionCode, area: _, ending: _ending, reopenUntil: _until, ...shown } = publicIncident(state)
  const handling = state.tasks.find(({ kind }) => kind === 'handle')
  const handledBy = state.values['handledBy']
  const organisationId = handling?.organisationId ?? (typeof handledBy === 'number' ? handledBy : null)
  const names = await deps.directory.organisations(organisationId === null ? [] : [organisationId])
  const name = organisationId === null ? undefined : names.get(organisationId)
  const photos = published ?? (await listPhotos(deps.handle.db, [state.id]))
  return {
    ...shown,
    place: placeName(deps, divisionCode, locale),
    organisation: name?.[locale] ?? null,
    photos: photos.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ id, shows }) => ({ id, shows })),
  }
}

/** Street and community, as people say them. */
export function placeName({ divisions }: PortalDeps, code: string, locale: Locale): string {
  const names = [code.slice(0, 9), code].map((one) => divisions.find(one))
  const known = [...new Set(names.filter((one) => one !== undefined))]
  return known.map((one) => (locale === 'en' ? one.nameEn : one.shortName)).join(locale === 'en' ? ', ' : '')
}

type Near = {
  at: { lng: number; lat: number } | null
  divisionCode: string | null
  category: string | null
  metresMax: number | null
}

export async function nearbyIncidents(
  deps: PortalDeps,
  near: Near,
  { page, size, locale }: { page: number; size: number; locale: Locale },
): Promise<PortalIncidents> {
  const { engine, handle, clock } = deps
  const closedSince = new Date(clock.now().getTime() - closedShownMs)
  const ledgerId = engine.book.get('incident').id
  const { rows, total } = await listPublicIncidents(
    handle.db,
    { ...near, ledgerId, closedSince },
    { page, size },
  )
  const ids = rows.map(({ id }) => id)
  const found = await engine.getAll(systemActor, ids)
  const photos = Map.groupBy(await listPhotos(handle.db, ids), ({ incidentId }) => incidentId)
  const shown: PortalIncidents['rows'] = []
  for (const { id, metres } of rows) {
    const state = found.get(id)?.state
    if (state) shown.push({ ...(await presentIncident(deps, state, locale, photos.get(id) ?? [])), metres })
  }
  return { rows: shown, total }
}

/** @throws AppError http.not_found where there is none that residents may see */
export async function getPublicIncident(deps: PortalDeps, no: string): Promise<EntryState> {
  const ledgerId = deps.engine.book.get('incident').id
  const id = await findPublicIncident(deps.handle.db, ledgerId, no)
  if (id === undefined) throw notFound()
  return (await deps.engine.get(systemActor, id)).state
}
