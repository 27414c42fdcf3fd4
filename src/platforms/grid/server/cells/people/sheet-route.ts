import { z } from 'zod'
import type { Actor } from '#kernel/http/model'
import { hasRight } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { type Locale, localText, translate } from '#kernel/i18n/model'
import { exportRight } from '#kernel/ledgers/server'
import type { Row } from '#kernel/reports/model'
import { makerOf, tableFrame, workbook } from '#kernel/reports/server'
import { shanghaiDate } from '#kernel/time/model'
import type { RosterDuty } from '../../../model/cells/importing/plan.ts'
import { type SheetColumn, sheetColumns } from '../../../model/cells/importing/sheet.ts'
import { DivisionScope, rosterRight } from '../../../model/cells/people/people.ts'
import { listBuildings } from './building-store.ts'
import { loginsOf } from './cell-store.ts'
import { readCells } from './people-routes.ts'
import type { RosterDeps } from './roster.ts'

type Deps = RosterDeps & Parameters<typeof makerOf>[0]
/** More buildings than this are for several workbooks. */
const buildingsMax = 5000

/** Rosters of cells and buildings as the workbook by which they come in again. */
export function sheetRoute(deps: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/grid/cells.xlsx',
    summary: 'Who serves each cell and building, as a workbook that who plans them fills in and sends back',
    access: { kind: 'scoped', by: 'division', right: exportRight },
    query: z.object({ division: DivisionScope.optional() }),
    produces: 'cells',
    handler: async ({ actor, query, locale }) => {
      const rows = [
        ...(await cellLines(deps, actor, query, locale)),
        ...(hasRight(actor, rosterRight) ? await buildingLines(deps, actor, query, locale) : []),
      ].map((line): Row => sheetColumns.map((column) => line[column] ?? (column === 'from' ? null : '')))
      const maker = await makerOf(deps, actor, locale)
      const title = translate(locale, 'cells.sheet.title')
      const frame = tableFrame({ title, maker, moment: maker.now, query })
      const heads = sheetColumns.map((column) => ({
        title: translate(locale, `cells.sheet.${column}`),
        kind: column === 'from' ? ('date' as const) : ('text' as const),
      }))
      return workbook('cells', { ...frame, heads, rows: () => [rows] }, {})
    },
  })
}

type Line = Partial<Record<SheetColumn, string>>
type Asked = { division?: string | undefined }
const dutyText = (locale: Locale, duty: RosterDuty) => translate(locale, `cells.sheet.duty.${duty}`)

/** Each cell with whoever serves it, else a line to fill in. */
async function cellLines(deps: Deps, actor: Actor, query: Asked, locale: Locale): Promise<Line[]> {
  const { cells } = await readCells(deps, actor, query)
  const people = cells.flatMap(({ workers, leaders }) => [...workers, ...leaders])
  const logins = await loginsOf(
    deps.handle.db,
    hasRight(actor, rosterRight) ? people.map(({ accountId }) => accountId) : [],
  )
  return cells.flatMap(({ code, name, workers, leaders }): Line[] => {
    const head = { cell: code, name: localText(name, locale) }
    const own = [...workers, ...leaders]
    if (own.length === 0) return [{ ...head, duty: dutyText(locale, 'worker') }]
    return own.map(({ duty, accountId, name: person, from }) => ({
      ...head,
      duty: dutyText(locale, duty),
      login: logins.get(accountId) ?? '',
      person,
      from,
    }))
  })
}

/** Each building with its head, as far as the person may be seen, else a line to fill in. */
async function buildingLines(deps: Deps, actor: Actor, query: Asked, locale: Locale): Promise<Line[]> {
  const on = shanghaiDate(deps.clock.now())
  const asked = { ...query, on, page: 1, size: buildingsMax }
  const { rows } = await listBuildings(deps.handle.db, actor, asked)
  return rows.map(({ cell, cellName, name, head }) => ({
    ...(cell === null ? {} : { cell }),
    ...(cellName === null ? {} : { name: localText(cellName, locale) }),
    building: name,
    duty: dutyText(locale, 'head'),
    ...(head === null ? {} : { person: head.name, from: head.from }),
  }))
}
