import type { Database } from '#kernel/db/server'
import { defineRoute, type Route } from '#kernel/http/server'
import { accountNames } from '#kernel/identity/server'
import { defaultScanner, FileKeeping, QuotaInput, Scanner, ScannerTrial } from '../model/keeping.ts'
import { clamd } from './clamd.ts'
import type { FileDeps } from './files.ts'
import {
  countScans,
  everyOrganisation,
  listFileEvents,
  listUsage,
  logFileEvent,
  readScanner,
  readTotal,
  saveQuota,
  saveScanner,
} from './keeping-store.ts'

const access = {
  kind: 'signed_in',
  because: 'how much is kept and by which rules, without names of files',
  right: 'files.manage',
} as const
const eventsShown = 50

/** What administrators see and say of the keeping of files. */
export function keepingRoutes({ db, now }: Pick<FileDeps, 'db' | 'now'>): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/files-keeping',
      summary: 'How much is kept, limits, the scanner, and what was decided',
      access,
      response: FileKeeping,
      handler: () => present(db),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/files-keeping/quotas',
      summary: 'Limits what an organisation, or all together, may keep',
      access,
      body: QuotaInput,
      response: FileKeeping,
      handler: async ({ actor, body: { organisationId, bytes } }) => {
        const of = organisationId ?? everyOrganisation
        await db.transaction().execute(async (tx) => {
          await saveQuota(tx, of, bytes)
          const detail = { organisationId, bytes }
          await logFileEvent(tx, { kind: 'quota', accountId: actor.accountId, at: now(), detail })
        })
        return present(db)
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/files-keeping/scanner',
      summary: 'Switches the antivirus scanner on or off',
      access,
      body: Scanner,
      response: FileKeeping,
      handler: async ({ actor, body }) => {
        await db.transaction().execute(async (tx) => {
          await saveScanner(tx, body)
          await logFileEvent(tx, { kind: 'scanner', accountId: actor.accountId, at: now(), detail: body })
        })
        return present(db)
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/files-keeping/scanner/trial',
      summary: 'Whether the scanner answers, as it is set',
      access,
      response: ScannerTrial,
      handler: async () => ({
        works: await clamd(((await readScanner(db)) ?? defaultScanner).address).ping(),
      }),
    }),
  ]
}

async function present(db: Database): Promise<FileKeeping> {
  const events = await listFileEvents(db, eventsShown)
  const names = await accountNames(db, [...new Set(events.flatMap(({ accountId }) => accountId ?? []))])
  return {
    total: await readTotal(db),
    organisations: await listUsage(db),
    scanner: (await readScanner(db)) ?? defaultScanner,
    scans: await countScans(db),
    events: events.map(({ accountId, at, ...event }) => ({
      ...event,
      at: at.toISOString(),
      by: accountId === null ? null : (names.get(accountId) ?? null),
    })),
  }
}
