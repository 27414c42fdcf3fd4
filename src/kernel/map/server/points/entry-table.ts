import { covers } from '#kernel/divisions/model'
import type { TileAddress } from '../shape-index.ts'
import { mercatorX, mercatorY } from '../tile-geometry.ts'
import { Columns } from './columns.ts'
import { cutPoints, type PointSet } from './cut-points.ts'
import type { Alternative, EntryPointRow, EntrySight, LabelRow } from './entry-rows.ts'

/** Of one ledger, what one asker sees: how many, a sum that grows with every action, and how many stand nowhere. */
export type LedgerCount = { ledgerId: number; count: number; sum: number; unplaced: number }
/** Of all ledgers together, whoever looks. */
export type Totals = { count: number; sum: number }

const [nowhere, atPoint, atVillage] = [0, 1, 2]
const sightsMax = 500

/**
 * All open entries in columns, once for everybody who asks: a change writes one row, and what an asker may see is told
 * while a tile is cut, by the entry's place and class.
 */
export class EntryTable {
  readonly #columns = new Columns()
  readonly #rows = new Map<string, number>()
  readonly #alternatives = new Map<string, readonly Alternative[]>()
  readonly #labels = new Map<string, readonly [number, number]>()
  readonly #places = new Map<string, number>()
  readonly #sights = new Map<string, Sight>()

  setLabels(labels: readonly LabelRow[]): void {
    this.#labels.clear()
    for (const [code, x, y] of labels) this.#labels.set(code, [mercatorX(x), mercatorY(y)])
    const { placing, id, place } = this.#columns
    const codes = [...this.#places.keys()]
    for (let i = 0; i < id.length; i += 1)
      if (placing[i] !== atPoint) this.#standAtLabel(i, codes[place[i] as number] ?? '')
  }

  /** Rows as they are now, and the ids of entries that were asked for: without a row one is no longer open. */
  patch(rows: readonly EntryPointRow[], ids: readonly string[]): void {
    for (const row of rows) this.#put(row)
    const present = new Set(rows.map(([id]) => id))
    for (const id of ids) if (!present.has(id)) this.#remove(id)
  }

  totals(): Totals {
    const { seq, id } = this.#columns
    let sum = 0
    for (let i = 0; i < id.length; i += 1) sum += seq[i] as number
    return { count: id.length, sum }
  }

  /** Entries that are in only one of the two, or not at the same step. */
  differing(known: readonly (readonly [id: string, seq: number])[]): string[] {
    const { seq } = this.#columns
    const open = new Set(known.map(([id]) => id))
    const changed = known.filter(([id, at]) => {
      const row = this.#rows.get(id)
      return row === undefined || seq[row] !== at
    })
    return [...changed.map(([id]) => id), ...[...this.#rows.keys()].filter((id) => !open.has(id))]
  }

  /** Those that stand at a place of the register. */
  placedByRegister(): string[] {
    return [...this.#alternatives.keys()]
  }

  keepSight(key: string, sight: EntrySight): void {
    this.#sights.set(key, new Sight(sight))
    const [oldest] = this.#sights.keys()
    if (this.#sights.size > sightsMax && oldest !== undefined) this.#sights.delete(oldest)
  }

  /** Undefined where the sight isn't kept. */
  tile(
    layer: string,
    address: TileAddress,
    { ledgerId, sight: key, now }: { ledgerId: number; sight: string; now: number },
  ): Uint8Array | undefined {
    const sight = this.#sights.get(key)
    if (!sight) return undefined
    const inScope = sight.scopeOver(this.#places)
    const columns = this.#columns
    const isSeen = (i: number) => columns.ledger[i] === ledgerId && sight.sees(columns, i, inScope)
    const shared: PointSet = {
      size: columns.id.length,
      mx: columns.mx,
      my: columns.my,
      isSeen:
        this.#alternatives.size === 0 ? isSeen : (i) => isSeen(i) && this.#atPlace(sight, i) === undefined,
      light: (i) => columns.light(i, now),
      placing: (i) => columns.placing[i] as number,
      about: (i) => columns.about(i),
    }
    return cutPoints(layer, address, [shared, this.#registered(sight, isSeen, now)])
  }

  counts(key: string): LedgerCount[] | undefined {
    const sight = this.#sights.get(key)
    if (!sight) return undefined
    const inScope = sight.scopeOver(this.#places)
    const columns = this.#columns
    const { ledger, seq, placing } = columns
    const found = new Map<number, LedgerCount>()
    for (let i = 0; i < columns.id.length; i += 1) {
      if (!sight.sees(columns, i, inScope)) continue
      const ledgerId = ledger[i] as number
      const one = found.get(ledgerId) ?? { ledgerId, count: 0, sum: 0, unplaced: 0 }
      one.count += 1
      one.sum += seq[i] as number
      if (placing[i] === nowhere && this.#atPlace(sight, i) === undefined) one.unplaced += 1
      found.set(ledgerId, one)
    }
    return [...found.values()].sort((a, b) => a.ledgerId - b.ledgerId)
  }

  /** Those that stand at a place of the register which the asker may see; others see them at their village. */
  #registered(sight: Sight, isSeen: (i: number) => boolean, now: number): PointSet {
    const standing = [...this.#alternatives.keys()].flatMap((id) => {
      const row = this.#rows.get(id) as number
      const at = isSeen(row) ? this.#atPlace(sight, row) : undefined
      return at ? [{ row, at }] : []
    })
    const row = (index: number) => (standing[index] as { row: number }).row
    return {
      size: standing.length,
      mx: standing.map(({ at: [x] }) => mercatorX(x)),
      my: standing.map(({ at: [, y] }) => mercatorY(y)),
      isSeen: () => true,
      light: (index) => this.#columns.light(row(index), now),
      placing: () => atPoint,
      about: (index) => this.#columns.about(row(index)),
    }
  }

  #atPlace(sight: Sight, row: number): Alternative | undefined {
    return this.#alternatives.get(this.#columns.id[row] as string)?.find((place) => sight.seesPlace(place))
  }

  #put(row: EntryPointRow): void {
    const [id, , , , , , , seq, , code, x, y, alternatives] = row
    const known = this.#rows.get(id)
    // Told out of order, the later step stays.
    if (known !== undefined && (this.#columns.seq[known] as number) > seq) return
    const at = known ?? this.#columns.add(id)
    this.#rows.set(id, at)
    this.#columns.write(at, row, this.#placeOf(code))
    if (alternatives) this.#alternatives.set(id, alternatives)
    else this.#alternatives.delete(id)
    if (x !== null && y !== null) this.#columns.stand(at, mercatorX(x), mercatorY(y), atPoint)
    else this.#standAtLabel(at, code)
  }

  #standAtLabel(row: number, code: string): void {
    const [x, y] = this.#labels.get(code.slice(0, 12)) ??
      this.#labels.get(code.slice(0, 9)) ?? [Number.NaN, Number.NaN]
    this.#columns.stand(row, x, y, Number.isNaN(x) ? nowhere : atVillage)
  }

  #placeOf(code: string): number {
    const known = this.#places.get(code)
    if (known !== undefined) return known
    this.#places.set(code, this.#places.size)
    return this.#places.size - 1
  }

  #remove(id: string): void {
    const row = this.#rows.get(id)
    if (row === undefined) return
    this.#rows.delete(id)
    this.#alternatives.delete(id)
    const moved = this.#columns.remove(row)
    if (moved !== undefined) this.#rows.set(moved, row)
  }
}

/** What one asker may see, made ready for going through all entries. */
class Sight {
  readonly #sight: EntrySight
  readonly #ledgers: ReadonlySet<number> | null
  readonly #takesPartIn: ReadonlySet<string>
  #inScope = new Uint8Array(0)

  constructor(sight: EntrySight) {
    this.#sight = sight
    this.#ledgers = sight.ledgers && new Set(sight.ledgers)
    this.#takesPartIn = new Set(sight.takesPartIn)
  }

  /** For each place, by its number, whether the roots cover it. */
  scopeOver(places: ReadonlyMap<string, number>): Uint8Array {
    if (this.#inScope.length === places.size) return this.#inScope
    const { roots } = this.#sight
    this.#inScope = Uint8Array.from(places.keys(), (code) => (covers(roots, code) ? 1 : 0))
    return this.#inScope
  }

  sees(columns: Columns, row: number, inScope: Uint8Array): boolean {
    if ((columns.sensitivity[row] as number) > this.#sight.sensitivity) return false
    if (this.#sight.all) return true
    const reach = this.#ledgers === null || this.#ledgers.has(columns.ledger[row] as number)
    if (reach && inScope[columns.place[row] as number] === 1) return true
    return this.#takesPartIn.size > 0 && this.#takesPartIn.has(columns.id[row] as string)
  }

  seesPlace([, , code, sensitivity]: Alternative): boolean {
    return this.#sight.places && sensitivity <= this.#sight.sensitivity && covers(this.#sight.roots, code)
  }
}
