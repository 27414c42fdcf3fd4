import { parentPort } from 'node:worker_threads'
import { type IndexedPoint, PointIndex } from './point-index.ts'
import { type IndexedShape, ShapeIndex, type TileAddress } from './shape-index.ts'

/** What the server asks of the thread that makes tiles. */
export type TileOrder = { no: number } & (
  | { op: 'shapes'; key: string; shapes: readonly IndexedShape[] }
  | { op: 'points'; key: string; points: readonly IndexedPoint[] }
  | { op: 'tile'; key: string; layer: string; address: TileAddress; roots: readonly string[] }
)
export type TileReply = { no: number; tile?: Uint8Array; unknown?: true; error?: string }

/** As many point layers as askers look at within a while; shapes are one set for everybody. */
const keptMax = 64
const kept = new Map<string, ShapeIndex | PointIndex>()

function keep(key: string, index: ShapeIndex | PointIndex): void {
  kept.delete(key)
  kept.set(key, index)
  const [oldest] = kept.keys()
  if (kept.size > keptMax && oldest !== undefined) kept.delete(oldest)
}

function serve(order: TileOrder): TileReply {
  const { no, key } = order
  if (order.op === 'shapes') keep(key, new ShapeIndex(order.shapes))
  else if (order.op === 'points') keep(key, new PointIndex(order.points))
  else {
    const index = kept.get(key)
    if (!index) return { no, unknown: true }
    keep(key, index)
    const { layer, address, roots } = order
    return {
      no,
      tile: index instanceof ShapeIndex ? index.tile(layer, address, roots) : index.tile(layer, address),
    }
  }
  return { no }
}

parentPort?.on('message', (order: TileOrder) => {
  try {
    parentPort?.postMessage(serve(order))
  } catch (error) {
    parentPort?.postMessage({ no: order.no, error: String(error) } satisfies TileReply)
  }
})
