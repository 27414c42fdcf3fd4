import { Worker } from 'node:worker_threads'
import type { IndexedPoint } from './point-index.ts'
import type { IndexedShape, TileAddress } from './shape-index.ts'
import type { TileOrder, TileReply } from './tile-worker.ts'

type Waiting = { resolve(reply: TileReply): void; reject(error: Error): void }
export type TileContent = { shapes: readonly IndexedShape[] } | { points: readonly IndexedPoint[] }
type Wanted = {
  /** Of what the tile is made: the layer with its version and, for points, whose eyes it is for. */
  key: string
  layer: string
  address: TileAddress
  roots: readonly string[]
  /** Asked for when the thread doesn't have it. */
  content: () => Promise<TileContent>
}
export type Order = TileOrder extends infer T ? (T extends { no: number } ? Omit<T, 'no'> : never) : never

const madeBytesMax = 32 << 20

/** Two that see other things are never given the same tile: what is seen is part of its name. */
function nameOf({ key, layer, roots, address: { z, x, y } }: Wanted): string {
  return JSON.stringify([key, layer, [...roots].sort(), z, x, y])
}

/** Makes tiles in a thread of its own, started with the first of them. */
export class TileMaker {
  #worker: Worker | undefined
  readonly #waiting = new Map<number, Waiting>()
  readonly #loading = new Map<string, Promise<unknown>>()
  readonly #made = new Map<string, Uint8Array>()
  #bytes = 0
  #next = 1

  async make(wanted: Wanted): Promise<Uint8Array> {
    const { content, ...tile } = wanted
    return this.kept(nameOf(wanted), () => this.#cut(tile, content))
  }

  /** The tile of that name: as it was made before, where it is still kept. */
  async kept(name: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    return this.#keep(name, this.#made.get(name) ?? (await make()))
  }

  async #cut(tile: Omit<Wanted, 'content'>, content: Wanted['content']): Promise<Uint8Array> {
    for (let tries = 0; tries < 3; tries += 1) {
      const { tile: made } = await this.ask({ op: 'tile', ...tile })
      if (made) return made
      await this.#load(tile.key, content)
    }
    throw new Error(`the layer ${tile.key} is not kept long enough to make a tile of it`)
  }

  /** The tiles last asked for; a layer's next version has other names, and its old ones fall out in time. */
  #keep(name: string, tile: Uint8Array): Uint8Array {
    this.#bytes += tile.length - (this.#made.get(name)?.length ?? 0)
    this.#made.delete(name)
    this.#made.set(name, tile)
    for (const [oldest, old] of this.#made) {
      if (this.#bytes <= madeBytesMax || oldest === name) break
      this.#made.delete(oldest)
      this.#bytes -= old.length
    }
    return tile
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }

  /** One load for all that wait for the same. */
  #load(key: string, content: () => Promise<TileContent>): Promise<unknown> {
    const known = this.#loading.get(key)
    if (known) return known
    const loading = content()
      .then((found) =>
        'shapes' in found
          ? this.ask({ op: 'shapes', key, shapes: found.shapes })
          : this.ask({ op: 'points', key, points: found.points }),
      )
      .finally(() => this.#loading.delete(key))
    this.#loading.set(key, loading)
    return loading
  }

  /** One question to the thread. */
  ask(order: Order): Promise<TileReply> {
    const worker = (this.#worker ??= this.#start())
    const no = this.#next
    this.#next += 1
    const { promise, resolve, reject } = Promise.withResolvers<TileReply>()
    this.#waiting.set(no, { resolve, reject })
    worker.ref()
    worker.postMessage({ no, ...order } satisfies TileOrder)
    return promise
  }

  #start(): Worker {
    const worker = new Worker(new URL('./tile-worker.ts', import.meta.url))
    worker.on('message', (reply: TileReply) => {
      const waiting = this.#waiting.get(reply.no)
      this.#waiting.delete(reply.no)
      // Idle, it keeps no process from ending.
      if (this.#waiting.size === 0) worker.unref()
      if (reply.error === undefined) waiting?.resolve(reply)
      else waiting?.reject(new Error(reply.error))
    })
    const stopped = (error: unknown) => {
      if (this.#worker === worker) this.#worker = undefined
      for (const waiting of this.#waiting.values())
        waiting.reject(error instanceof Error ? error : new Error('the tiles’ thread has stopped'))
      this.#waiting.clear()
    }
    worker.on('error', stopped)
    worker.on('exit', stopped)
    return worker
  }
}
