import type { Tx } from '#kernel/db/server'
import {
  forgetShapes,
  layerVersion,
  lockLayer,
  readLayerShapes,
  writeLayerShapes,
} from '#kernel/divisions/server'
import { AppError, notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { translate } from '#kernel/i18n/model'
import { shanghaiDate } from '#kernel/time/model'
import type { LayerChange, LayerEditRecord, LayerHistory } from '../model/edits.ts'
import { sameShape, shapeOfArea } from '../model/topology/grid.ts'
import { answered, hashOf, type MapDeps, savedShape } from './change-layer.ts'
import {
  type EditRow,
  insertEdit,
  listEdits,
  nextEditNo,
  readChanges,
  type ShapeChange,
} from './edit-store.ts'
import { presentShape } from './layer-book.ts'
import { holdsAll, maySeeShape } from './sight.ts'

type Undo = { actor: Actor; layer: string; no: number; clientKey: string }

/** The history of what the actor may see of a layer. */
export async function historyOf(
  { db }: MapDeps,
  actor: Actor,
  layer: string,
  page: { page: number; size: number },
): Promise<LayerHistory> {
  const rows = await listEdits(db, layer, { limit: 100_000, offset: 0 })
  const seen = rows.filter((row) => seesEdit(actor, layer, row))
  const from = (page.page - 1) * page.size
  return {
    rows: seen.slice(from, from + page.size).map((row) => presentEdit(actor, layer, row)),
    total: seen.length,
  }
}

/** Whoever may see one of the shapes that an edit changed may know of it; what else it changed is left away. */
function seesEdit(actor: Actor, layer: string, { shapes }: EditRow): boolean {
  return shapes.some((shape) => maySeeShape(actor, layer, { places: placed(shape.places) }))
}

const placed = (codes: readonly string[]) => codes.map((code) => ({ code, share: 1 }))

function presentEdit(actor: Actor, layer: string, row: EditRow): LayerEditRecord {
  const own = row.shapes.filter(({ partOf }) => partOf === layer)
  const seen = own.filter(({ places }) => maySeeShape(actor, layer, { places: placed(places) }))
  const hidden = new Set(own.filter((shape) => !seen.includes(shape)).map(({ code }) => code))
  const why = undoRefusal(actor, layer, row)
  return {
    no: row.no,
    kind: row.kind,
    at: row.at.toISOString(),
    by: { accountId: row.accountId, name: row.accountName },
    what: row.what.map(({ kind, codes }) => ({ kind, codes: codes.filter((code) => !hidden.has(code)) })),
    changed: seen.filter(({ there }) => there).map(({ code }) => code),
    removed: seen.filter(({ there }) => !there).map(({ code }) => code),
    bounds: row.box,
    undoes: row.undoes,
    undoneBy: row.undoneBy,
    can: {
      undo: why ? { code: why, reason: translate(actor.locale, `map.undo.${why}`), edits: row.later } : true,
    },
  }
}

type Refusal = Exclude<LayerEditRecord['can']['undo'], true>['code']

function undoRefusal(actor: Actor, layer: string, row: EditRow): Refusal | null {
  if (!hasRight(actor, 'divisions.edit')) return 'no_right'
  if (row.undoneBy !== null) return 'already_undone'
  const own = row.shapes.filter(({ partOf }) => partOf === layer)
  if (!own.every(({ places }) => holdsAll(actor, placed(places)))) return 'out_of_scope'
  return row.later.length > 0 ? 'changed_since' : null
}

/**
 * Puts the shapes of an edit back as they were, as an edit of its own.
 * @throws AppError 404; map.undo_refused 409 with the later edits it depends on
 */
export async function undoEdit({ db, now }: MapDeps, undo: Undo): Promise<LayerChange> {
  const { actor, layer, no } = undo
  const requestHash = hashOf([layer, 'undo', no])
  return db.transaction().execute(async (tx) => {
    const past = await answered<LayerChange>(tx, undo, requestHash)
    if (past) return past
    await lockLayer(tx, layer)
    const [row] = await listEdits(tx, layer, { no, limit: 1, offset: 0 })
    if (!row || !seesEdit(actor, layer, row)) throw notFound()
    const changes = await readChanges(tx, layer, no)
    const why = undoRefusal(actor, layer, row) ?? ((await standAsLeft(tx, changes)) ? null : 'changed_since')
    if (why) throw refusal(why, row)
    await putBack(tx, changes, now())
    const mine = changes.filter(({ partOf }) => partOf === layer)
    const back = mine.flatMap(({ code, before }) => (before ? [code] : []))
    const removed = mine.flatMap(({ code, before }) => (before ? [] : [code]))
    const shapes = await readLayerShapes(tx, layer, back)
    const answer: LayerChange = {
      version: await layerVersion(tx, layer),
      no: await nextEditNo(tx, layer),
      changed: { type: 'FeatureCollection', features: shapes.map((shape) => presentShape(actor, shape)) },
      removed,
    }
    const who = { accountId: actor.accountId, positionId: actor.positionId, accountName: actor.name }
    const what = [{ kind: 'undo', codes: mine.map(({ code }) => code) }]
    const reversed = changes.map(({ before, after, ...change }) => ({
      ...change,
      before: after,
      after: before,
    }))
    await insertEdit(
      tx,
      {
        layer,
        no: answer.no as number,
        kind: 'undo',
        at: now(),
        ...who,
        what,
        steps: [],
        undoes: no,
        clientKey: undo.clientKey,
        requestHash,
        answer,
      },
      reversed,
    )
    return answer
  })
}

function refusal(why: Refusal, { later }: EditRow): AppError {
  const edits = later.join(', ')
  return new AppError(why === 'no_right' ? 'http.forbidden' : `map.undo_${why}`, {
    status: why === 'no_right' ? 403 : 409,
    ...(edits === '' ? {} : { params: { edits } }),
  })
}

/** Whether every shape stands as the edit left it, whoever may have changed it since. */
async function standAsLeft(tx: Tx, changes: readonly ShapeChange[]): Promise<boolean> {
  for (const [layer, own] of Map.groupBy(changes, ({ partOf }) => partOf)) {
    const shapes = await readLayerShapes(
      tx,
      layer,
      own.map(({ code }) => code),
    )
    const now = new Map(shapes.map((shape) => [shape.code, savedShape(shape)]))
    const same = own.every(({ code, after }) => {
      const shape = now.get(code)
      if (!shape || !after) return !shape && !after
      return shape.name === after.name && sameShape(shapeOfArea(shape.area), shapeOfArea(after.area))
    })
    if (!same) return false
  }
  return true
}

async function putBack(tx: Tx, changes: readonly ShapeChange[], at: Date): Promise<void> {
  for (const [partOf, own] of Map.groupBy(changes, (change) => change.partOf)) {
    const back = own.flatMap(({ code, before }) => (before ? [{ code, ...before }] : []))
    await writeLayerShapes(tx, partOf, back, { removed: [], day: shanghaiDate(at) })
    const gone = own.flatMap(({ code, before }) => (before ? [] : [code]))
    if (gone.length > 0) await forgetShapes(tx, partOf, gone)
  }
}
