import type { Tx } from '#kernel/db/server'
import { covers } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'
import { shanghaiDate } from '#kernel/time/model'
import type { RosterLine, Wanted } from '../../../model/cells/importing/plan.ts'
import type { SheetColumn, SheetFault, SheetRow } from '../../../model/cells/importing/sheet.ts'
import { accountsByLogin, rootsOfStaff, standingCells } from '../people/cell-store.ts'
import { livesIn } from '../people/building-store.ts'
import { buildingsNamed, residentsNamed } from './roster-import-store.ts'

type Resolved = Wanted | RosterLine
export const isRefused = (one: Resolved): one is RosterLine => 'outcome' in one

const blank = { duty: null, at: null, who: null, from: null, id: null, outcome: 'refused' as const }
export const lineOfFault = ({ row, column, reason, value }: SheetFault): RosterLine => ({
  ...blank,
  row,
  column,
  reason,
  value: value.slice(0, 80),
})
const refuse = ({ row }: { row: number }, column: SheetColumn, reason: string, value = ''): RosterLine =>
  lineOfFault({ row, column, reason, value })

type Looking = { tx: Tx; actor: Actor; now: Date }

/** Ids in the place of names: of cells, of buildings by name, of accounts by login, of residents by name. */
export async function resolveRows(looking: Looking, rows: readonly SheetRow[]): Promise<Resolved[]> {
  const { tx, actor, now } = looking
  const logins = await accountsByLogin(
    tx,
    rows.map(({ login }) => login),
  )
  const heads = rows.filter(({ duty }) => duty === 'head')
  const buildings = await buildingsNamed(
    tx,
    actor,
    heads.map(({ building }) => building),
    shanghaiDate(now),
  )
  const residents = await residentsNamed(
    tx,
    actor,
    buildings.map(({ id }) => id),
    heads.map(({ person }) => person),
  )
  return rows.map(({ duty, cell, building, login, person, from, row }): Resolved => {
    if (duty !== 'head') {
      const who = logins.get(login)
      return who === undefined
        ? refuse({ row }, 'login', 'login', login)
        : { row, duty, at: cell, who: String(who), from }
    }
    const meant = buildings.filter((one) => one.name === building && (cell === '' || one.cell === cell))
    const [place] = meant
    if (!place) return refuse({ row }, 'building', 'building', building)
    if (meant.length > 1) return refuse({ row }, 'cell', 'buildings', building)
    const found = residents.filter((one) => one.placeId === place.id && one.name === person)
    const [who] = found
    if (!who) return refuse({ row }, 'person', 'resident')
    return found.length > 1
      ? refuse({ row }, 'person', 'residents')
      : { row, duty, at: place.id, who: who.personId, from }
  })
}

/** What may not be, of what is asked for: asked again right before it is done. */
export async function refusals(
  looking: Looking,
  wanted: readonly Wanted[],
): Promise<Map<Wanted, RosterLine>> {
  const refused = new Map<Wanted, RosterLine>()
  const { tx, actor, now } = looking
  const today = shanghaiDate(now)
  const served = wanted.filter(({ duty }) => duty !== 'head')
  for (const [from, rows] of Map.groupBy(served, (one) => one.from)) {
    const standing = await standingCells(
      tx,
      actor,
      rows.map(({ at }) => at),
      from,
    )
    for (const row of rows)
      if (!standing.has(row.at)) refused.set(row, refuse(row, 'cell', 'cell_unknown', row.at))
  }
  const roots = new Map<string, Promise<string[]>>()
  const rootsOf = ({ who, duty, from }: Wanted) => {
    const on = from > today ? from : today
    const key = `${who}/${duty}/${on}`
    const known = roots.get(key)
    if (known) return known
    const asked = rootsOfStaff(tx, Number(who), duty === 'leader' ? 'leader' : 'worker', { on, now })
    roots.set(key, asked)
    return asked
  }
  for (const row of served)
    if (!refused.has(row) && !covers(await rootsOf(row), row.at.slice(0, 12)))
      refused.set(row, refuse(row, 'login', 'no_position', row.at))
  for (const row of wanted.filter(({ duty }) => duty === 'head'))
    if (!(await livesIn(tx, actor, row.who, row.at))) refused.set(row, refuse(row, 'person', 'resident'))
  return refused
}
