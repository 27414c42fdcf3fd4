import type { EntryPointRow } from './entry-rows.ts'

/** Entries as columns of numbers, which are gone through a hundred thousand at a time, and what is shown of one. */
export class Columns {
  mx = new Float64Array(0)
  my = new Float64Array(0)
  dueAt = new Float64Array(0)
  amberAt = new Float64Array(0)
  ledger = new Uint32Array(0)
  place = new Uint32Array(0)
  seq = new Uint32Array(0)
  sensitivity = new Uint8Array(0)
  placing = new Uint8Array(0)
  readonly id: string[] = []
  readonly #no: string[] = []
  readonly #title: string[] = []
  readonly #stage: string[] = []

  /** Makes room for one more, and says where. */
  add(id: string): number {
    this.id.push(id)
    if (this.id.length > this.mx.length) this.#grow(Math.max(1024, this.mx.length * 2))
    return this.id.length - 1
  }

  write(row: number, entry: EntryPointRow, place: number): void {
    const [, ledgerId, no, title, stage, dueAt, amberAt, seq, sensitivity] = entry
    this.ledger[row] = ledgerId
    this.place[row] = place
    this.seq[row] = seq
    this.sensitivity[row] = sensitivity
    this.dueAt[row] = dueAt ?? Number.NaN
    this.amberAt[row] = amberAt ?? Number.NaN
    this.#no[row] = no
    this.#title[row] = title
    this.#stage[row] = stage
  }

  stand(row: number, mx: number, my: number, placing: number): void {
    this.mx[row] = mx
    this.my[row] = my
    this.placing[row] = placing
  }

  /** 0 without a clock, then green, amber, red. */
  light(row: number, now: number): number {
    const due = this.dueAt[row] as number
    if (Number.isNaN(due)) return 0
    if (due < now) return 3
    return (this.amberAt[row] as number) <= now ? 2 : 1
  }

  about(row: number): { id: string; code: string; name: string; stage: string } {
    const text = (texts: readonly string[]) => texts[row] as string
    return { id: text(this.id), code: text(this.#no), name: text(this.#title), stage: text(this.#stage) }
  }

  /** Puts the last one in its place; returns the id of that one, where it is another. */
  remove(row: number): string | undefined {
    const last = this.id.length - 1
    const lists = [this.id, this.#no, this.#title, this.#stage]
    const numbers = [this.mx, this.my, this.dueAt, this.amberAt, this.ledger, this.place, this.seq]
    for (const column of [...numbers, this.sensitivity, this.placing]) column[row] = column[last] as number
    for (const list of lists) {
      list[row] = list[last] as string
      list.length = last
    }
    return row === last ? undefined : this.id[row]
  }

  #grow(size: number): void {
    const grown = <T extends Float64Array | Uint32Array | Uint8Array>(column: T, wider: T): T => {
      wider.set(column)
      return wider
    }
    this.mx = grown(this.mx, new Float64Array(size))
    this.my = grown(this.my, new Float64Array(size))
    this.dueAt = grown(this.dueAt, new Float64Array(size))
    this.amberAt = grown(this.amberAt, new Float64Array(size))
    this.ledger = grown(this.ledger, new Uint32Array(size))
    this.place = grown(this.place, new Uint32Array(size))
    this.seq = grown(this.seq, new Uint32Array(size))
    this.sensitivity = grown(this.sensitivity, new Uint8Array(size))
    this.placing = grown(this.placing, new Uint8Array(size))
  }
}
