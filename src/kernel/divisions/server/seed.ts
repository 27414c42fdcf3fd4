import type { Database } from '#kernel/db/server'
import { buildDivisionTree, type DivisionDataset, type DivisionTree } from '#kernel/divisions/model'
import { loadDivisions } from './division-store.ts'
import {
  retireMissing,
  saveCellShapes,
  saveCells,
  saveDivisionShapes,
  saveDivisions,
  saveLayers,
} from './seed-store.ts'

export type SeedReport = {
  divisions: { added: number; changed: number; retired: number }
  cells: { added: number; changed: number }
  shapes: number
}

/**
 * Loads districts as of one edition of the codes, whole or not at all. Loading the same again changes nothing; a
 * later edition renames (keeping the former name), adds and ends divisions; an earlier one is ignored. Shapes that
 * were imported since are kept.
 */
export async function seedDivisions(db: Database, dataset: DivisionDataset): Promise<SeedReport> {
  return db.transaction().execute(async (tx) => {
    const divisions = await saveDivisions(tx, dataset.divisions, dataset.asOf)
    const retired = await retireMissing(tx, dataset)
    await saveLayers(tx, dataset.layers)
    const cells = await saveCells(tx, dataset.cells)
    let shapes = await saveDivisionShapes(tx, dataset.shapes)
    for (const [layer, own] of Map.groupBy(dataset.cells, (cell) => cell.layer)) {
      shapes += await saveCellShapes(
        tx,
        layer,
        own.flatMap(({ shape }) => shape ?? []),
      )
    }
    return { divisions: { ...divisions, retired }, cells, shapes }
  })
}

/** The tree as the database has it now. Divisions change about once a year: a running server keeps the one it read. */
export async function loadDivisionTree(db: Database): Promise<DivisionTree> {
  return buildDivisionTree(await loadDivisions(db))
}
