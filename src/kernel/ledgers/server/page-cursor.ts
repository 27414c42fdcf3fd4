/** Rows that come in pages, ordered by entry, read one entry at a time. */
export class PageCursor<Row> {
  readonly #read: (after: Row | undefined) => Promise<Row[]>
  readonly #idOf: (row: Row) => string
  #page: Row[] = []
  #at = 0
  #last: Row | undefined
  #ended = false

  constructor(read: (after: Row | undefined) => Promise<Row[]>, idOf: (row: Row) => string) {
    this.#read = read
    this.#idOf = idOf
  }

  /** The entry of the next row. */
  async peekId(): Promise<string | undefined> {
    if (this.#at >= this.#page.length && !this.#ended) {
      this.#page = await this.#read(this.#last)
      this.#at = 0
      this.#last = this.#page.at(-1) ?? this.#last
      this.#ended = this.#page.length === 0
    }
    const row = this.#page[this.#at]
    return row === undefined ? undefined : this.#idOf(row)
  }

  /** The rows of an entry, where it is the next one. */
  async takeEntry(id: string): Promise<Row[]> {
    const taken: Row[] = []
    while ((await this.peekId()) === id) {
      taken.push(this.#page[this.#at] as Row)
      this.#at += 1
    }
    return taken
  }
}
