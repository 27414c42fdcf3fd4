import { createHash } from 'node:crypto'
import type { Database } from '#kernel/db/server'
import { notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { Engine } from '#kernel/ledgers/server'
import type { MapLight } from '../model/layers.ts'
import type { IndexedPoint } from './point-index.ts'
import { entryPoints, entryStamps, registryPoints, registryStamp, type Stamp } from './points-store.ts'

type Deps = { db: Database; engine: Engine; now: () => Date }

/** How long a count of what an actor sees is believed, so that a screen of tiles asks for it once. */
const believedMs = 2000

/** Points of entries, places and enterprises, each asker's own. */
export class PointBook {
  readonly #deps: Deps
  readonly #stamps = new Map<string, { at: number; stamp: Promise<Stamp> }>()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Says which points the actor sees of the layer: another text when they, or their lights, may be others. */
  async version(actor: Actor, layer: string): Promise<string> {
    const { count, sum } = await this.stamp(actor, layer)
    return `${count}.${sum}.${Math.floor(this.#deps.now().getTime() / 60_000)}`
  }

  /** How many things the actor sees of the layer; believed for two seconds. */
  async stamp(actor: Actor, layer: string): Promise<Stamp> {
    const now = this.#deps.now().getTime()
    const key = `${layer} ${sightOf(actor)}`
    const known = this.#stamps.get(key)
    const fresh = known && now - known.at < believedMs && now >= known.at ? known : undefined
    const stamp = fresh?.stamp ?? this.#read(actor, layer)
    if (!fresh) this.#stamps.set(key, { at: now, stamp })
    if (this.#stamps.size > 1000) this.#stamps.clear()
    return stamp
  }

  /** The same for all ledgers at once, by their codes; those where the actor sees nothing are left out. */
  async openEntries(actor: Actor): Promise<{ layer: string; ledger: string; stamp: Stamp }[]> {
    const { engine } = this.#deps
    const stamps = await entryStamps(engine, actor)
    return stamps.flatMap(({ ledgerId, ...stamp }) => {
      const ledger = engine.book.nameOf(ledgerId)
      return ledger === undefined ? [] : [{ layer: `entry:${ledger}`, ledger, stamp }]
    })
  }

  async points(actor: Actor, layer: string): Promise<IndexedPoint[]> {
    const { db, engine, now } = this.#deps
    const rows =
      layer === 'place' || layer === 'enterprise'
        ? await registryPoints(db, actor, layer)
        : await entryPoints(engine, actor, ledgerId(engine, layer))
    return rows.map(({ dueAt, amberAt, ...point }) => ({ ...point, light: lightOf(dueAt, amberAt, now()) }))
  }

  async #read(actor: Actor, layer: string): Promise<Stamp> {
    const { db, engine } = this.#deps
    if (layer === 'place' || layer === 'enterprise') return registryStamp(db, actor, layer)
    const [stamp] = await entryStamps(engine, actor, ledgerId(engine, layer))
    return stamp ?? { count: 0, sum: 0, unplaced: 0 }
  }
}

function ledgerId({ book }: Engine, layer: string): number {
  const known = book.find(layer.slice('entry:'.length))
  if (!known) throw notFound()
  return known.id
}

/** All by which one asker sees other things than another. */
export function sightOf(actor: Actor): string {
  const { accountId, positionId, organisationId, divisions, ledgers, sensitivity, rights } = actor
  const sight = [accountId, positionId, organisationId, divisions, ledgers, sensitivity, rights]
  return createHash('sha256').update(JSON.stringify(sight)).digest('base64url')
}

function lightOf(dueAt: Date | null, amberAt: Date | null, now: Date): MapLight | null {
  if (dueAt === null) return null
  if (dueAt < now) return 'red'
  return amberAt !== null && amberAt <= now ? 'amber' : 'green'
}
