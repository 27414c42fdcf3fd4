import { parentPort } from 'node:worker_threads'
import { type IndexedPoint, PointIndex } from './point-index.ts'
import type { EntryPointRow, EntrySight, LabelRow } from './points/entry-rows.ts'
import { EntryTable, type LedgerCount, type Totals } from './points/entry-table.ts'
import { type IndexedShape, ShapeIndex, type TileAddress } from './shape-index.ts'

/** What the server asks about open entries. Rows come as text, so that reading them costs only this thread. */
type EntryOrder =
  | { op: 'entry_begin'; text: string }
  | { op: 'entry_labels'; text: string }
  | { op: 'entry_patch'; text: string; ids: readonly string[] }
  | { op: 'entry_sight'; key: string; sight: EntrySight }
  | { op: 'entry_counts'; sight: string }
  | { op: 'entry_totals' }
  | { op: 'entry_differing'; text: string }
  | { op: 'entry_at_places' }
  | { op: 'entry_tile'; layer: string; ledgerId: number; address: TileAddress; sight: string; now: number }

/** What the server asks of the thread that makes tiles. */
export type TileOrder = { no: number } & (
  | { op: 'shapes'; key: string; shapes: readonly IndexedShape[] }
  | { op: 'points'; key: string; points: readonly IndexedPoint[] }
  | { op: 'tile'; key: string; layer: string; address: TileAddress; roots: readonly string[] }
  | EntryOrder
)
export type TileReply = {
  no: number
  tile?: Uint8Array
  counts?: LedgerCount[]
  totals?: Totals
  ids?: string[]
  /** What was asked about isn't kept here. */
  unknown?: true
  error?: string
}
type Answer = Omit<TileReply, 'no'>

/** As many point layers as askers look at within a while; shapes are one set for everybody. */
const keptMax = 64
const kept = new Map<string, ShapeIndex | PointIndex>()
let entries: EntryTable | undefined

function keep(key: string, index: ShapeIndex | PointIndex): void {
  kept.delete(key)
  kept.set(key, index)
  const [oldest] = kept.keys()
  if (kept.size > keptMax && oldest !== undefined) kept.delete(oldest)
}

function serve(order: TileOrder): Answer {
  switch (order.op) {
    case 'shapes':
      keep(order.key, new ShapeIndex(order.shapes))
      return {}
    case 'points':
      keep(order.key, new PointIndex(order.points))
      return {}
    case 'tile': {
      const { key, layer, address, roots } = order
      const index = kept.get(key)
      if (!index) return { unknown: true }
      keep(key, index)
      return {
        tile: index instanceof ShapeIndex ? index.tile(layer, address, roots) : index.tile(layer, address),
      }
    }
    case 'entry_begin':
      entries = new EntryTable()
      entries.setLabels(JSON.parse(order.text) as LabelRow[])
      return {}
    default:
      return entries ? aboutEntries(entries, order) : { unknown: true }
  }
}

function aboutEntries(table: EntryTable, order: Exclude<EntryOrder, { op: 'entry_begin' }>): Answer {
  switch (order.op) {
    case 'entry_labels':
      table.setLabels(JSON.parse(order.text) as LabelRow[])
      return {}
    case 'entry_patch':
      table.patch(JSON.parse(order.text) as EntryPointRow[], order.ids)
      return {}
    case 'entry_sight':
      table.keepSight(order.key, order.sight)
      return {}
    case 'entry_totals':
      return { totals: table.totals() }
    case 'entry_differing':
      return { ids: table.differing(JSON.parse(order.text) as [string, number][]) }
    case 'entry_at_places':
      return { ids: table.placedByRegister() }
    case 'entry_counts': {
      const counts = table.counts(order.sight)
      return counts ? { counts } : { unknown: true }
    }
    case 'entry_tile': {
      const tile = table.tile(order.layer, order.address, order)
      return tile ? { tile } : { unknown: true }
    }
  }
}

parentPort?.on('message', (order: TileOrder) => {
  const { no } = order
  try {
    parentPort?.postMessage({ no, ...serve(order) } satisfies TileReply)
  } catch (error) {
    parentPort?.postMessage({ no, error: String(error) } satisfies TileReply)
  }
})
