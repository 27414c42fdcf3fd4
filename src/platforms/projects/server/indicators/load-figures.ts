import { newId } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { ImportReport, PlatformDeps } from '#kernel/ledgers/server'
import { parseCsv } from '../../model/csv.ts'
import {
  type Derivation,
  Derivations,
  type Figure,
  figureIdentity,
  missingFigureColumns,
  readFigures,
} from '../../model/indicators/figures.ts'
import { insertFigures, lockFigures, type NewFigure, readFigureRows } from './figure-store.ts'

export type Derivable = ReadonlyMap<string, Derivation>

/** Which figures are derived and how, by what a figure is known by. */
export function readDerivations(json: string): Derivable {
  const all = Derivations.parse(JSON.parse(json))
  return new Map(all.map((derivation) => [figureIdentity(derivation), derivation]))
}

const sameFigure = (a: Figure, b: Figure) =>
  (Object.keys(a) as (keyof Figure)[]).every((name) => a[name] === b[name])

/**
 * Takes over a list of reported figures. The same list again changes nothing; a corrected row is a new version of its
 * figure, and the old one is kept.
 * @throws AppError projects.missing_figure_columns when the file cannot be such a list
 */
export async function loadFigures(
  { handle, clock }: Pick<PlatformDeps, 'handle' | 'clock'>,
  derivable: Derivable,
  csvText: string,
): Promise<ImportReport> {
  const table = parseCsv(csvText)
  const missing = missingFigureColumns(table.header)
  if (missing.length > 0)
    throw new AppError('projects.missing_figure_columns', { params: { columns: missing.join(', ') } })
  const { figures, refused } = readFigures(table.records)
  const [added, changed, unchanged] = [[], [], []] as { row: number; name: string; entryId: string }[][]
  await handle.db.transaction().execute(async (tx) => {
    await lockFigures(tx)
    const known = new Map((await readFigureRows(tx)).map((one) => [figureIdentity(one.figure), one]))
    const rows = figures.flatMap(({ row, figure }): NewFigure[] => {
      const before = known.get(figureIdentity(figure))
      const id = before?.id ?? newId(clock.now())
      const line = { row, name: figure.indicator, entryId: id }
      if (before && sameFigure(before.figure, figure)) {
        unchanged?.push(line)
        return []
      }
      ;(before ? changed : added)?.push(line)
      const board = derivable.get(figureIdentity(figure))?.board ?? before?.board ?? null
      return [{ id, version: (before?.version ?? 0) + 1, figure, board, reason: '', accountId: 0 }]
    })
    await insertFigures(tx, rows, clock.now())
  })
  return { added: added ?? [], changed: changed ?? [], unchanged: unchanged ?? [], refused }
}
