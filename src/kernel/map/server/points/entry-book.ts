import { createHash } from 'node:crypto'
import { type Actor, hasRight } from '#kernel/http/model'
import { type Engine, type LiveHub, readAllRight } from '#kernel/ledgers/server'
import type { TileAddress } from '../shape-index.ts'
import type { Order, TileMaker } from '../tile-maker.ts'
import type { TileReply } from '../tile-worker.ts'
import type { EntrySight } from './entry-rows.ts'
import {
  entriesAtPlaces,
  openTotals,
  placesVersion,
  readEntryPage,
  readEntryRows,
  readLabels,
  readNews,
  readSteps,
  takesPartIn,
} from './entry-rows-store.ts'
import type { LedgerCount } from './entry-table.ts'

type Deps = { engine: Engine; tiles: TileMaker; hub: LiveHub; now: () => Date }
type Seen = { key: string; sight: EntrySight }

/** What was told may have been missed, on a line that broke: so often the sums are compared. */
const comparedMs = 60_000
const pageSize = 10_000
const sightsMax = 1000

/**
 * Open entries as the thread that cuts tiles has them: read once, then brought up to date by what the relay tells and
 * what it has still to tell. One set for all askers.
 */
export class EntryBook {
  readonly #deps: Deps
  readonly #told = new Set<string>()
  readonly #sights = new Map<string, { revision: number; seen: Promise<Seen> }>()
  /** Once somebody looks: until then what is told needn't be kept. */
  #looking = false
  #refreshing: Promise<void> | undefined
  #state: { comparedAt: number; labels: number; places: string } | undefined
  /** Grows with everything that changes: what was made before has another name. */
  #revision = 0

  constructor(deps: Deps) {
    this.#deps = deps
    deps.hub.listen((message) => {
      if (this.#looking && message.type === 'entry') this.#told.add(message.entryId)
    })
  }

  async counts(actor: Actor): Promise<LedgerCount[]> {
    const { counts } = await this.#ask(actor, (sight) => ({ op: 'entry_counts', sight }))
    return counts ?? []
  }

  async tile(actor: Actor, layer: string, ledgerId: number, address: TileAddress): Promise<Uint8Array> {
    await this.#refresh()
    // Lights change by themselves: a tile is good for the minute.
    const now = Math.floor(this.#now() / 60_000) * 60_000
    const { key } = await this.#seenBy(actor)
    const name = JSON.stringify([
      'entries',
      ledgerId,
      this.#revision,
      now,
      key,
      address.z,
      address.x,
      address.y,
    ])
    return this.#deps.tiles.kept(name, async () => {
      const order = (sight: string) => ({ op: 'entry_tile' as const, layer, ledgerId, address, sight, now })
      const { tile } = await this.#ask(actor, order)
      if (!tile) throw new Error(`no tile of ${layer} was made`)
      return tile
    })
  }

  #now(): number {
    return this.#deps.now().getTime()
  }

  /** The thread forgets sights that were not asked for in a while, and all of it where it had to be started anew. */
  async #ask(actor: Actor, order: (sight: string) => Order): Promise<TileReply> {
    const { tiles } = this.#deps
    for (let tries = 0; tries < 4; tries += 1) {
      await this.#refresh()
      const { key, sight } = await this.#seenBy(actor)
      const reply = await tiles.ask(order(key))
      if (!reply.unknown) return reply
      const kept = await tiles.ask({ op: 'entry_sight', key, sight })
      if (kept.unknown) this.#state = undefined
    }
    throw new Error('the open entries are not kept long enough to look at them')
  }

  async #seenBy(actor: Actor): Promise<Seen> {
    const revision = this.#revision
    const asker = JSON.stringify([
      actor.accountId,
      actor.organisationId,
      actor.divisions,
      actor.ledgers,
      actor.sensitivity,
      actor.rights,
    ])
    const known = this.#sights.get(asker)
    // Taking part comes with an action, and every action is a change here.
    if (known?.revision === revision) return known.seen
    const seen = this.#look(actor)
    this.#sights.set(asker, { revision, seen })
    seen.catch(() => this.#sights.delete(asker))
    if (this.#sights.size > sightsMax) this.#sights.clear()
    return seen
  }

  async #look(actor: Actor): Promise<Seen> {
    const { engine } = this.#deps
    const all = hasRight(actor, readAllRight)
    const ledgers = actor.ledgers === 'all' ? null : engine.codes(actor.ledgers)
    const sight: EntrySight = {
      all,
      roots: [...actor.divisions].sort(),
      ledgers: ledgers && [...ledgers].sort((a, b) => a - b),
      sensitivity: actor.sensitivity,
      places: hasRight(actor, 'registry.read'),
      takesPartIn: all ? [] : await takesPartIn(engine.handle.db, actor, ledgers),
    }
    // Those who see the same are given the same tiles, whoever they are.
    return { key: createHash('sha256').update(JSON.stringify(sight)).digest('base64url'), sight }
  }

  /** All that ask at the same time wait for one look at the database. */
  #refresh(): Promise<void> {
    this.#refreshing ??= this.#bringUp(this.#now())
      .catch((error: unknown) => {
        // What was told and not written is in no list any more: all of it is read again.
        this.#state = undefined
        throw error
      })
      .finally(() => {
        this.#refreshing = undefined
      })
    return this.#refreshing
  }

  async #bringUp(now: number): Promise<void> {
    const { db } = this.#deps.engine.handle
    this.#looking = true
    const ids = [...this.#told]
    this.#told.clear()
    const state = this.#state ?? (await this.#load(now))
    const { labels, untold } = await readNews(db)
    if (labels !== state.labels) {
      await this.#order({ op: 'entry_labels', text: await readLabels(db) })
      this.#revision += 1
    }
    await this.#reread([...new Set([...ids, ...untold])])
    const due = now - state.comparedAt >= comparedMs || now < state.comparedAt
    const places = due ? await this.#compare(state.places) : state.places
    this.#state = { comparedAt: due ? now : state.comparedAt, labels, places }
  }

  async #load(now: number) {
    const { db } = this.#deps.engine.handle
    const state = {
      comparedAt: now,
      labels: (await readNews(db)).labels,
      places: await placesVersion(db),
    }
    await this.#deps.tiles.ask({ op: 'entry_begin', text: await readLabels(db) })
    let after: string | null = null
    do {
      const { text, last } = await readEntryPage(db, after, pageSize)
      await this.#order({ op: 'entry_patch', text, ids: [] })
      after = last
    } while (after !== null)
    this.#revision += 1
    return state
  }

  async #reread(ids: readonly string[]): Promise<void> {
    const { db } = this.#deps.engine.handle
    for (let from = 0; from < ids.length; from += pageSize) {
      const page = ids.slice(from, from + pageSize)
      await this.#order({ op: 'entry_patch', text: await readEntryRows(db, page), ids: page })
      this.#revision += 1
    }
  }

  /** What slipped through: a message that never came, a place of the register that was moved. */
  async #compare(places: string): Promise<string> {
    const { db } = this.#deps.engine.handle
    const [stored, { totals }] = [await openTotals(db), await this.#order({ op: 'entry_totals' })]
    if (totals?.count !== stored.count || totals.sum !== stored.sum) {
      const { ids = [] } = await this.#order({ op: 'entry_differing', text: await readSteps(db) })
      await this.#reread(ids)
    }
    const version = await placesVersion(db)
    if (version !== places) {
      const { ids = [] } = await this.#order({ op: 'entry_at_places' })
      await this.#reread([...new Set([...ids, ...(await entriesAtPlaces(db))])])
    }
    return version
  }

  /** An order that only a thread which has the entries can follow; one that lost them is given them anew. */
  async #order(order: Order): Promise<TileReply> {
    const reply = await this.#deps.tiles.ask(order)
    if (!reply.unknown) return reply
    throw new Error('the tiles’ thread was started anew while it was being told of entries')
  }
}
