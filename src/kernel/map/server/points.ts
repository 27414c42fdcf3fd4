import { createHash } from 'node:crypto'
import type { Database } from '#kernel/db/server'
import { notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { Engine, LiveHub } from '#kernel/ledgers/server'
import { EntryBook } from './points/entry-book.ts'
import { registryPoints, registryStamp, type Stamp } from './points-store.ts'
import type { TileAddress } from './shape-index.ts'
import type { TileMaker } from './tile-maker.ts'

type Deps = { db: Database; engine: Engine; tiles: TileMaker; hub: LiveHub; now: () => Date }

/** How long a count of what an actor sees is believed, so that a screen of tiles asks for it once. */
const believedMs = 2000

/** Points of entries, places and enterprises, each asker's own. */
export class PointBook {
  readonly #deps: Deps
  readonly #entries: EntryBook
  readonly #stamps = new Map<string, { at: number; stamp: Promise<Stamp> }>()

  constructor(deps: Deps) {
    this.#deps = deps
    this.#entries = new EntryBook(deps)
  }

  /** Says which objects of the register the actor sees: another text when they may be others. */
  async version(actor: Actor, kind: 'place' | 'enterprise'): Promise<string> {
    const { count, sum } = await this.stamp(actor, kind)
    return `${count}.${sum}.${Math.floor(this.#deps.now().getTime() / 60_000)}`
  }

  /** How many objects the actor sees; believed for two seconds. */
  async stamp(actor: Actor, kind: 'place' | 'enterprise'): Promise<Stamp> {
    const now = this.#deps.now().getTime()
    const key = `${kind} ${sightOf(actor)}`
    const known = this.#stamps.get(key)
    const fresh = known && now - known.at < believedMs && now >= known.at ? known : undefined
    const stamp = fresh?.stamp ?? registryStamp(this.#deps.db, actor, kind)
    if (!fresh) this.#stamps.set(key, { at: now, stamp })
    if (this.#stamps.size > 1000) this.#stamps.clear()
    return stamp
  }

  /** Open entries of all ledgers, by their codes; those where the actor sees nothing are left out. */
  async openEntries(actor: Actor): Promise<{ layer: string; ledger: string; stamp: Stamp }[]> {
    return (await this.#entries.counts(actor)).flatMap(({ ledgerId, ...stamp }) => {
      const ledger = this.#deps.engine.book.nameOf(ledgerId)
      return ledger === undefined ? [] : [{ layer: `entry:${ledger}`, ledger, stamp }]
    })
  }

  async tile(actor: Actor, layer: string, address: TileAddress): Promise<Uint8Array> {
    const { db, engine, tiles } = this.#deps
    if (layer !== 'place' && layer !== 'enterprise')
      return this.#entries.tile(actor, layer, ledgerId(engine, layer), address)
    const version = await this.version(actor, layer)
    const content = async () => ({ points: await registryPoints(db, actor, layer) })
    return tiles.make({ key: `${layer} ${version} ${sightOf(actor)}`, layer, address, roots: [], content })
  }
}

function ledgerId({ book }: Engine, layer: string): number {
  const known = book.find(layer.slice('entry:'.length))
  if (!known) throw notFound()
  return known.id
}

/** All by which one asker sees other objects than another. */
function sightOf(actor: Actor): string {
  const { accountId, positionId, organisationId, divisions, ledgers, sensitivity, rights } = actor
  const sight = [accountId, positionId, organisationId, divisions, ledgers, sensitivity, rights]
  return createHash('sha256').update(JSON.stringify(sight)).digest('base64url')
}
