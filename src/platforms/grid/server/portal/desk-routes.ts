import { z } from 'zod'
import { AppError, notFound } from '#kernel/errors/model'
import { created, defineRoute, type Route } from '#kernel/http/server'
import {
  AbuseInput,
  DeskClaims,
  IncidentPhotos,
  PhotoWorks,
  PortalBlocks,
  PublishInput,
  Reason,
  WithdrawInput,
} from '../../model/portal/desk-answers.ts'
import { listDeskClaims, markAbuse } from './claim-store.ts'
import { listWithPhotos } from './incident-store.ts'
import { forgetCounts, insertBlock, liftBlock, listBlocks } from './limit-store.ts'
import { photosOf, publishPhoto, takeBackPhoto } from './photos.ts'
import type { PortalDeps } from './portal-deps.ts'

const right = 'portal.manage'
const byEntry = { kind: 'scoped', by: 'entry', right } as const
const keeping = {
  kind: 'signed_in',
  because: 'networks and phones that may not report, masked: they belong to no place',
  right,
} as const
const dayMs = 24 * 3_600_000
const worksMax = 100

const Page = z.object({
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
})
const blockId = z.coerce.number().int().positive().max(2_147_483_647)

/** What officials do about the portal: photos to publish, blocks to lift, abuse to mark. */
export function portalDeskRoutes(deps: PortalDeps): Route[] {
  return [...photoRoutes(deps), ...blockRoutes(deps), ...claimRoutes(deps)]
}

function photoRoutes(deps: PortalDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/grid/portal/photo-work',
      summary: 'Incidents with photos, the latest first',
      access: byEntry,
      response: PhotoWorks,
      handler: async ({ actor }) => {
        const ledgerId = deps.engine.book.get('incident').id
        const rows = await listWithPhotos(deps.handle.db, ledgerId, actor.divisions, worksMax)
        const seen = await deps.engine.readable(
          actor,
          rows.map(({ id }) => id),
        )
        const shown = rows.filter(({ id }) => seen.has(id))
        return { rows: shown.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })) }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/grid/portal/incidents/:entryId/photos',
      summary: 'The photos of an incident, and what of them residents see',
      access: byEntry,
      params: z.object({ entryId: z.uuid() }),
      response: IncidentPhotos,
      handler: ({ actor, params }) => photosOf(deps, actor, params.entryId),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/grid/portal/incidents/:entryId/photos',
      summary: 'Publishes a copy of a photo with areas made unrecognisable',
      access: byEntry,
      params: z.object({ entryId: z.uuid() }),
      body: PublishInput,
      response: IncidentPhotos,
      handler: async ({ actor, params, body }) => {
        await publishPhoto(deps, actor, params.entryId, body)
        return created(await photosOf(deps, actor, params.entryId))
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/grid/portal/photos/:photoId/withdrawal',
      summary: 'Takes a published photo back from residents',
      access: byEntry,
      params: z.object({ photoId: z.uuid() }),
      body: WithdrawInput,
      response: IncidentPhotos,
      handler: async ({ actor, params, body }) =>
        photosOf(deps, actor, await takeBackPhoto(deps, actor, params.photoId, body.reason)),
    }),
  ]
}

function blockRoutes(deps: PortalDeps): Route[] {
  const { handle, clock, directory } = deps
  return [
    defineRoute({
      method: 'GET',
      path: '/api/grid/portal/blocks',
      summary: 'Who may not report for a time, and why',
      access: keeping,
      query: Page,
      response: PortalBlocks,
      handler: async ({ query }) => {
        const now = clock.now()
        const { rows, total } = await listBlocks(handle.db, { ...query, now })
        const names = await directory.accounts(rows.flatMap((row) => [row.accountId ?? 0, row.liftedBy ?? 0]))
        const nameOf = (id: number | null) => (id === null ? null : (names.get(id) ?? ''))
        const present = ({
          at,
          until,
          accountId,
          liftedAt,
          liftedBy,
          liftReason,
          ...row
        }: (typeof rows)[number]) => ({
          ...row,
          at: at.toISOString(),
          until: until.toISOString(),
          by: nameOf(accountId),
          inForce: liftedAt === null && until > now,
          lifted:
            liftedAt === null
              ? null
              : { at: liftedAt.toISOString(), by: nameOf(liftedBy) ?? '', reason: liftReason ?? '' },
        })
        return { rows: rows.map(present), total }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/grid/portal/blocks/:blockId/lift',
      summary: 'Lets a network or phone report again; what was counted of it is forgotten',
      access: keeping,
      params: z.object({ blockId }),
      body: z.strictObject({ reason: Reason }),
      response: z.strictObject({ lifted: z.literal(true) }),
      handler: async ({ actor, params, body }) => {
        await handle.db.transaction().execute(async (tx) => {
          const by = { accountId: actor.accountId, reason: body.reason, now: clock.now() }
          const key = await liftBlock(tx, params.blockId, by)
          if (!key) throw notFound()
          await forgetCounts(tx, key)
        })
        return { lifted: true as const }
      },
    }),
  ]
}

function claimRoutes(deps: PortalDeps): Route[] {
  const { handle, clock, directory, engine } = deps
  return [
    defineRoute({
      method: 'GET',
      path: '/api/grid/portal/claims',
      summary: 'What came in by the portal, the latest first',
      access: byEntry,
      query: Page,
      response: DeskClaims,
      handler: async ({ actor, query }) => {
        const { rows, total } = await listDeskClaims(handle.db, { roots: actor.divisions, ...query })
        const seen = await engine.readable(
          actor,
          rows.map(({ claimId }) => claimId),
        )
        const names = await directory.accounts(rows.flatMap(({ abuseBy }) => abuseBy ?? []))
        const present = ({ claimId, at, abuseAt, abuseBy, abuseReason, ...row }: (typeof rows)[number]) => ({
          ...row,
          id: claimId,
          at: at.toISOString(),
          abuse:
            abuseAt === null
              ? null
              : { at: abuseAt.toISOString(), by: names.get(abuseBy ?? 0) ?? '', reason: abuseReason ?? '' },
        })
        return { rows: rows.filter(({ claimId }) => seen.has(claimId)).map(present), total }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/grid/portal/claims/:entryId/abuse',
      summary: 'Marks a claim of the portal as abuse, and blocks where it came from where that is wished',
      access: byEntry,
      params: z.object({ entryId: z.uuid() }),
      body: AbuseInput,
      response: z.strictObject({ marked: z.literal(true) }),
      handler: async ({ actor, params, body }) => {
        const { state } = await engine.get(actor, params.entryId)
        const now = clock.now()
        await handle.db.transaction().execute(async (tx) => {
          const by = { accountId: actor.accountId, reason: body.reason, now }
          const from = await markAbuse(tx, state.id, by)
          if (!from) throw new AppError('portal.not_to_mark', { status: 409 })
          if (!body.block) return
          const until = new Date(now.getTime() + deps.portalRules().blockDays.abuse * dayMs)
          const shared = { until, cause: 'abuse' as const, reason: body.reason, claimId: state.id }
          const block = { ...shared, accountId: actor.accountId }
          await insertBlock(tx, { ...block, what: 'network', key: from.network, hint: from.hint }, now)
          if (from.phoneIndex)
            await insertBlock(tx, { ...block, what: 'phone', key: from.phoneIndex, hint: state.no }, now)
        })
        return { marked: true as const }
      },
    }),
  ]
}
