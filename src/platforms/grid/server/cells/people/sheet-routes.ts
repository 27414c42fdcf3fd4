import type { Readable } from 'node:stream'
import { z } from 'zod'
import { AppError, isAppError } from '#kernel/errors/model'
import { hasRight } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { localText, translate } from '#kernel/i18n/model'
import { exportRight, type PlatformDeps } from '#kernel/ledgers/server'
import { readSheet } from '#kernel/registry/server'
import type { Row } from '#kernel/reports/model'
import { makerOf, tableFrame, workbook } from '#kernel/reports/server'
import { DivisionScope, Reason, rosterRight } from '../../../model/cells/people/people.ts'
import { readRosterSheet, sheetColumns } from '../../../model/cells/people/sheet.ts'
import { accountsByLogin, loginsOf } from './cell-store.ts'
import { readCells } from './people-routes.ts'
import { assign } from './roster.ts'

type Deps = Pick<PlatformDeps, 'engine' | 'handle' | 'clock' | 'directory'>

const planner = { kind: 'scoped', by: 'division', right: rosterRight } as const
const sheetMax = 4 * 1024 * 1024
const rowsMax = 5000

/** Rosters of cells as a workbook, out and in. */
export function sheetRoutes(deps: Deps): Route[] {
  return [exportRoute(deps), importRoute(deps)]
}

const exportRoute = (deps: Deps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/grid/cells.xlsx',
    summary: 'Who serves each cell, as a workbook that who plans them can fill in and send back',
    access: { kind: 'scoped', by: 'division', right: exportRight },
    query: z.object({ division: DivisionScope.optional() }),
    produces: 'cells',
    handler: async ({ actor, query, locale }) => {
      const { cells } = await readCells(deps, actor, query)
      const people = cells.flatMap(({ workers, leaders }) => [...workers, ...leaders])
      const logins = await loginsOf(
        deps.handle.db,
        hasRight(actor, rosterRight) ? people.map(({ accountId }) => accountId) : [],
      )
      const t = (key: string) => translate(locale, key)
      const rows = cells.flatMap(({ code, name, workers, leaders }): Row[] => {
        const own = [...workers, ...leaders]
        const head = [code, localText(name, locale)]
        if (own.length === 0) return [[...head, t('cells.sheet.duty.worker'), '', '', null]]
        return own.map(({ duty, accountId, name: person, from }) => [
          ...head,
          t(`cells.sheet.duty.${duty}`),
          logins.get(accountId) ?? '',
          person,
          from,
        ])
      })
      const maker = await makerOf(deps, actor, locale)
      const frame = tableFrame({ title: t('cells.sheet.title'), maker, moment: maker.now, query })
      const heads = sheetColumns.map((column) => ({
        title: t(`cells.sheet.${column}`),
        kind: column === 'from' ? ('date' as const) : ('text' as const),
      }))
      return workbook('cells', { ...frame, heads, rows: () => [rows] }, {})
    },
  })

const Refused = z.strictObject({ row: z.int(), reason: z.string(), value: z.string() })

const importRoute = (deps: Deps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/grid/assignments/import',
    summary: 'Assigns people to cells from a workbook; what stands stays, and a refused row loses no other',
    access: planner,
    stream: true,
    query: z.object({ name: z.string().trim().min(1).max(200), reason: Reason }),
    response: z.strictObject({ changed: z.int(), unchanged: z.int(), refused: z.array(Refused) }),
    handler: async ({ actor, query: { name, reason }, stream, locale }) => {
      const sheet = await readSheet(name, await bytesOf(stream))
      const found = headed(sheet)
      if (!found) throw new AppError('cells.no_roster_columns')
      const logins = await accountsByLogin(
        deps.handle.db,
        found.rows.map(({ login }) => login),
      )
      const answer = {
        changed: 0,
        unchanged: 0,
        refused: found.faults.map(({ row, reason: why, value }) => ({
          row,
          reason: translate(locale, `cells.sheet.refused.${why}`),
          value,
        })),
      }
      for (const { row, cell, duty, login, from } of found.rows.slice(0, rowsMax)) {
        const accountId = logins.get(login)
        const refuse = (why: string, value: string) => answer.refused.push({ row, reason: why, value })
        if (accountId === undefined) {
          refuse(translate(locale, 'cells.sheet.refused.login'), login)
          continue
        }
        try {
          const done = await assign(deps, actor, { cells: [cell], duty, accountId, from, reason })
          answer.changed += done.changed
          answer.unchanged += done.unchanged
        } catch (error) {
          if (!isAppError(error)) throw error
          refuse(translate(locale, `error.${error.code}`, error.params), cell)
        }
      }
      return answer
    },
  })

type Sheet = { headings: string[]; rows: string[][]; firstRow: number }

/** The headings may stand under a title, as in the workbook that is handed out. */
function headed({ headings, rows, firstRow }: Sheet) {
  const lines = [headings, ...rows]
  for (const [index, line] of lines.slice(0, 10).entries()) {
    const found = readRosterSheet(line, lines.slice(index + 1), firstRow + index)
    if (found) return found
  }
  return undefined
}

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > sheetMax) throw new AppError('http.too_large', { status: 413, params: { limit: sheetMax } })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
