const space = /\s*/y
const string = /"(?:[^"\\\n]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const plain = /(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y

/** Thrown at the first character that no JSON goes on with. */
class Broken extends Error {}

/** Reads a JSON text for where things are, not for what they are. */
class Reader {
  readonly #text: string
  readonly paths = new Map<string, number>()
  at = 0

  constructor(text: string) {
    this.#text = text
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.#text)?.[0]
    if (found !== undefined) this.at += found.length
    return found
  }

  is(sign: string): boolean {
    this.take(space)
    if (this.#text[this.at] !== sign) return false
    this.at += 1
    return true
  }

  need(sign: string): void {
    if (!this.is(sign)) throw new Broken()
  }

  end(): void {
    this.take(space)
    if (this.at < this.#text.length) throw new Broken()
  }

  #several(end: string, one: (index: number) => void): void {
    if (this.is(end)) return
    for (let index = 0; ; index += 1) {
      one(index)
      if (this.is(end)) return
      this.need(',')
    }
  }

  value(path: string): void {
    this.take(space)
    this.paths.set(path, this.at)
    const inside = (name: string | number) => (path === '' ? String(name) : `${path}.${name}`)
    if (this.is('{'))
      this.#several('}', () => {
        this.take(space)
        const name = this.take(string)
        if (name === undefined) throw new Broken()
        this.need(':')
        this.value(inside(String(JSON.parse(name))))
      })
    else if (this.is('[')) this.#several(']', (index) => this.value(inside(index)))
    else if (this.take(string) === undefined && this.take(plain) === undefined) throw new Broken()
  }
}

function read(text: string): { paths: Map<string, number>; brokenAt: number | undefined } {
  const reader = new Reader(text)
  try {
    reader.value('')
    reader.end()
    return { paths: reader.paths, brokenAt: undefined }
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    return { paths: reader.paths, brokenAt: reader.at }
  }
}

const lineAt = (text: string, at: number) => text.slice(0, at).split('\n').length

/** On which line each thing of a JSON text begins, by its path: `actions.2.from` → 41. Lines count from 1. */
export function linesOfPaths(text: string): Map<string, number> {
  return new Map([...read(text).paths].map(([path, at]) => [path, lineAt(text, at)]))
}

/** The line of a path, or of the nearest thing around it that is there. */
export function lineOf(lines: ReadonlyMap<string, number>, path: string): number {
  const parts = path.split('.')
  for (let length = parts.length; length > 0; length -= 1) {
    const line = lines.get(parts.slice(0, length).join('.'))
    if (line !== undefined) return line
  }
  return 1
}

/** The line on which a text stops being JSON, or undefined where it is. */
export function jsonFault(text: string): { line: number } | undefined {
  const { brokenAt } = read(text)
  return brokenAt === undefined ? undefined : { line: lineAt(text, brokenAt) }
}
