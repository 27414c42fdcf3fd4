import type { Node } from './read-pattern.ts'

type Go = (at: number) => boolean

/** Ends a count that has gone far enough. */
class Enough extends Error {}

/**
 * How many steps a matcher that tries one thing after the other (as the engines of browsers and Node do) takes to
 * look for a pattern in a text, from each of its places on until it is found. It counts, and watches no clock: the
 * same on every machine.
 */
export class StepCounter {
  readonly #node: Node
  readonly #flags: string
  readonly #atoms = new Map<string, Map<string, boolean>>()
  #text: readonly string[] = []
  #steps = 0
  #limit = 0
  #groups = new Map<number | string, readonly [number, number]>()

  constructor(node: Node, flags: string) {
    this.#node = node
    this.#flags = flags
  }

  /** @returns the steps, or `limit` where there would be more; and whether it was found */
  count(text: string, limit: number): { steps: number; found: boolean } {
    this.#text = /[uv]/.test(this.#flags) ? Array.from(text) : text.split('')
    this.#steps = 0
    this.#limit = limit
    const last = this.#flags.includes('y') ? 0 : this.#text.length
    try {
      for (let from = 0; from <= last; from += 1) {
        this.#groups = new Map()
        if (this.#go(this.#node, from, () => true)) return { steps: this.#steps, found: true }
      }
    } catch (error) {
      if (!(error instanceof Enough)) throw error
      return { steps: limit, found: false }
    }
    return { steps: this.#steps, found: false }
  }

  /** Whether one character is taken by what takes one. */
  takes(source: string, character: string): boolean {
    const known = this.#atoms.get(source) ?? new Map<string, boolean>()
    this.#atoms.set(source, known)
    const before = known.get(character)
    if (before !== undefined) return before
    const taken = new RegExp(`^(?:${source})$`, this.#flags.replaceAll(/[gymd]/g, '')).test(character)
    known.set(character, taken)
    return taken
  }

  #go(node: Node, at: number, then: Go): boolean {
    this.#steps += 1
    if (this.#steps >= this.#limit) throw new Enough()
    switch (node.kind) {
      case 'atom': {
        const character = this.#text[at]
        return character !== undefined && this.takes(node.source, character) && then(at + 1)
      }
      case 'edge':
        return this.#isEdge(node.source, at) && then(at)
      case 'choice':
        return node.options.some((option) => this.#go(option, at, then))
      case 'row':
        return this.#row(node.items, 0, at, then)
      case 'group':
        return this.#go(node.body, at, (end) => this.#keep([node.index, node.name], [at, end], then))
      case 'again':
        return this.#again(node.of, at, then)
      case 'look':
        return this.#looks(node, at) !== node.negative && then(at)
      case 'repeat':
        return this.#repeat(node, 0, at, then)
    }
  }

  #row(items: readonly Node[], index: number, at: number, then: Go): boolean {
    const item = items[index]
    if (!item) return then(at)
    if (index === items.length - 1) return this.#go(item, at, then)
    return this.#go(item, at, (end) => this.#row(items, index + 1, end, then))
  }

  #repeat(node: Node & { kind: 'repeat' }, done: number, at: number, then: Go): boolean {
    const once = () =>
      done < node.most &&
      this.#go(node.body, at, (end) =>
        end === at && done >= node.least ? false : this.#repeat(node, done + 1, end, then),
      )
    if (done < node.least) return once()
    return node.lazy ? then(at) || once() : once() || then(at)
  }

  #keep([index, name]: [number, string | undefined], span: readonly [number, number], then: Go): boolean {
    const before = this.#groups.get(index)
    const set = (value: readonly [number, number] | undefined) => {
      for (const key of name === undefined ? [index] : [index, name]) {
        if (value) this.#groups.set(key, value)
        else this.#groups.delete(key)
      }
    }
    set(span)
    if (then(span[1])) return true
    set(before)
    return false
  }

  #again(of: number | string, at: number, then: Go): boolean {
    const [start, end] = this.#groups.get(of) ?? [0, 0]
    for (let offset = 0; offset < end - start; offset += 1) {
      this.#steps += 1
      if (this.#text[start + offset] !== this.#text[at + offset]) return false
    }
    return then(at + end - start)
  }

  /** Behind, every beginning is tried, which is no fewer steps than going backwards takes. */
  #looks({ ahead, body }: Node & { kind: 'look' }, at: number): boolean {
    if (ahead) return this.#go(body, at, () => true)
    for (let from = at; from >= Math.max(0, at - widthMax(body)); from -= 1)
      if (this.#go(body, from, (end) => end === at)) return true
    return false
  }

  #isEdge(source: string, at: number): boolean {
    const many = this.#flags.includes('m')
    const word = (index: number) => /\w/.test(this.#text[index] ?? '')
    if (source === '^') return at === 0 || (many && this.#text[at - 1] === '\n')
    if (source === '$') return at === this.#text.length || (many && this.#text[at] === '\n')
    return (word(at - 1) !== word(at)) === (source === String.raw`\b`)
  }
}

/** How many characters a part takes at most. */
function widthMax(node: Node): number {
  switch (node.kind) {
    case 'atom':
      return 1
    case 'edge':
    case 'look':
      return 0
    case 'again':
      return Infinity
    case 'group':
      return widthMax(node.body)
    case 'choice':
      return Math.max(...node.options.map(widthMax))
    case 'row':
      return node.items.reduce((sum, item) => sum + widthMax(item), 0)
    case 'repeat':
      return node.most === 0 ? 0 : widthMax(node.body) * node.most
  }
}
