/** What a regular expression is made of, as far as steps are counted. */
export type Node =
  /** Takes one character: a letter, a class, a dot, an escape. */
  | { kind: 'atom'; source: string }
  /** Takes nothing: ^, $, \b, \B. */
  | { kind: 'edge'; source: string }
  | { kind: 'look'; ahead: boolean; negative: boolean; body: Node }
  | { kind: 'group'; index: number; name: string | undefined; body: Node }
  | { kind: 'again'; of: number | string }
  | { kind: 'choice'; options: readonly Node[] }
  | { kind: 'row'; items: readonly Node[] }
  | { kind: 'repeat'; body: Node; least: number; most: number; lazy: boolean }

/** A group that is not counted is read as what is in it. */
export function readPattern(source: string, flags: string): Node {
  const reader = new Reader(source, flags)
  const node = reader.choice()
  if (!reader.isDone) throw new Error(`not read to its end: /${source}/`)
  return node
}

class Reader {
  readonly #source: string
  readonly #wide: boolean
  #at = 0
  #groups = 0

  constructor(source: string, flags: string) {
    this.#source = source
    this.#wide = /[uv]/.test(flags)
  }

  get isDone(): boolean {
    return this.#at >= this.#source.length
  }

  choice(): Node {
    const options = [this.#row()]
    while (this.#take('|')) options.push(this.#row())
    return options.length === 1 ? (options[0] as Node) : { kind: 'choice', options }
  }

  #row(): Node {
    const items: Node[] = []
    while (!this.isDone && !this.#sees('|') && !this.#sees(')')) items.push(this.#repeated())
    return items.length === 1 ? (items[0] as Node) : { kind: 'row', items }
  }

  #repeated(): Node {
    const body = this.#one()
    const bounds = this.#bounds()
    if (bounds === undefined) return body
    return { kind: 'repeat', body, ...bounds, lazy: this.#take('?') }
  }

  #bounds(): { least: number; most: number } | undefined {
    if (this.#take('*')) return { least: 0, most: Infinity }
    if (this.#take('+')) return { least: 1, most: Infinity }
    if (this.#take('?')) return { least: 0, most: 1 }
    const braces = this.#match(/\{(\d+)(,?)(\d*)\}/y)
    if (!braces) return undefined
    const [, least = '', comma, most] = braces
    return { least: +least, most: comma === '' ? +least : most === '' ? Infinity : Number(most) }
  }

  #one(): Node {
    if (this.#take('(')) return this.#group()
    const edge = this.#match(/[$^]|\\[bB]/y)
    if (edge) return { kind: 'edge', source: edge[0] }
    const again = this.#match(/\\([1-9]\d*)|\\k<([^>]+)>/y)
    if (again) return { kind: 'again', of: again[2] ?? Number(again[1]) }
    if (this.#sees('[')) return { kind: 'atom', source: this.#class() }
    const escape = this.#match(/\\(?:u\{[^}]+\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|[pP]\{[^}]+\}|c[A-Za-z]|[^])/y)
    if (escape) return { kind: 'atom', source: escape[0] }
    const plain = this.#match(this.#wide ? /[^]/uy : /[^]/y)
    return { kind: 'atom', source: plain?.[0] ?? '' }
  }

  #group(): Node {
    const look = this.#match(/\?(<?)([=!])/y)
    const name = look ? null : this.#match(/\?<([^>]+)>/y)
    const counted = !look && !this.#take('?:')
    if (counted) this.#groups += 1
    const index = this.#groups
    const body = this.choice()
    if (!this.#take(')')) throw new Error(`a group is not closed: /${this.#source}/`)
    if (look) return { kind: 'look', ahead: look[1] === '', negative: look[2] === '!', body }
    return counted ? { kind: 'group', index, name: name?.[1], body } : body
  }

  #class(): string {
    const start = this.#at
    let depth = 0
    do {
      if (this.#sees('\\')) this.#at += 1
      else if (this.#sees('[') && (depth === 0 || this.#wide)) depth += 1
      else if (this.#sees(']')) depth -= 1
      this.#at += 1
    } while (depth > 0 && !this.isDone)
    return this.#source.slice(start, this.#at)
  }

  #sees(text: string): boolean {
    return this.#source.startsWith(text, this.#at)
  }

  #take(text: string): boolean {
    if (!this.#sees(text)) return false
    this.#at += text.length
    return true
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#source)
    if (found) this.#at += found[0].length
    return found
  }
}

/** The nodes within one, itself first. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node
  for (const inner of insideOf(node)) yield* nodesOf(inner)
}

function insideOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'choice':
      return node.options
    case 'row':
      return node.items
    case 'look':
    case 'group':
    case 'repeat':
      return [node.body]
    case 'atom':
    case 'edge':
    case 'again':
      return []
  }
}
