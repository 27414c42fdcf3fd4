import { z } from 'zod'
import { created, defineRoute, readBytes, type Route } from '#kernel/http/server'
import { RosterImportDetail, RosterImportList } from '../../../model/cells/importing/plan.ts'
import { Reason, rosterRight } from '../../../model/cells/people/people.ts'
import type { RosterDeps } from '../people/roster.ts'
import {
  cancelRosterImport,
  getRosterImport,
  ownRosterImports,
  runRosterImport,
  undoRosterImport,
  uploadRoster,
} from './roster-imports.ts'

const access = { kind: 'scoped', by: 'division', right: rosterRight } as const
const params = z.object({ rosterImportId: z.uuid() })
const body = z.strictObject({ reason: Reason })
const sheetMax = 4 * 1024 * 1024

/** Rosters from a workbook: read and checked, looked at, run, taken back; each account its own. */
export function rosterImportRoutes(deps: RosterDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/grid/roster-imports',
      summary: 'Reads a workbook of who serves which cell and speaks for which building; nothing changes yet',
      access,
      stream: true,
      query: z.object({
        name: z.string().trim().min(1).max(200),
        replaces: z.stringbool().default(false),
      }),
      response: RosterImportDetail,
      handler: async ({ actor, query, stream }) =>
        created(await uploadRoster(deps, actor, { ...query, bytes: await readBytes(stream, sheetMax) })),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/grid/roster-imports',
      summary: 'One’s own workbooks of rosters, the latest first',
      access,
      response: RosterImportList,
      handler: async ({ actor }) => ({ rows: await ownRosterImports(deps, actor) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/grid/roster-imports/:rosterImportId',
      summary: 'What a workbook of rosters would change, row by row, or has changed',
      access,
      params,
      response: RosterImportDetail,
      handler: ({ actor, params }) => getRosterImport(deps, actor, params.rosterImportId),
    }),
    ...stepRoutes(deps),
  ]
}

function stepRoutes(deps: RosterDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/grid/roster-imports/:rosterImportId/run',
      summary: 'Does what was shown, whole or not at all; once by its client key',
      access,
      params,
      body,
      clientKey: true,
      response: RosterImportDetail,
      handler: ({ actor, params, body, clientKey }) =>
        runRosterImport(deps, actor, params.rosterImportId, { ...body, clientKey }),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/grid/roster-imports/:rosterImportId/undoing',
      summary: 'Takes a run back, all of it or nothing',
      access,
      params,
      body,
      response: RosterImportDetail,
      handler: ({ actor, params, body }) => undoRosterImport(deps, actor, params.rosterImportId, body),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/grid/roster-imports/:rosterImportId/cancellation',
      summary: 'Gives a workbook up that was checked',
      access,
      params,
      response: RosterImportDetail,
      handler: ({ actor, params }) => cancelRosterImport(deps, actor, params.rosterImportId),
    }),
  ]
}
