/**
 * The one text of a JSON value, after RFC 8785: members sorted by UTF-16 code units, numbers and strings as
 * ECMAScript writes them, no space. Members that are `undefined` are dropped.
 * @throws TypeError, naming the place, for what JSON can't carry exactly: NaN and infinities, bigint, dates and other
 * class instances, `undefined` or a hole inside an array, lone surrogates.
 * @example canonicalText({ b: 1, a: [true] }) // '{"a":[true],"b":1}'
 */
export function canonicalText(value: unknown): string {
  return write(value, '$')
}

function write(value: unknown, at: string): string {
  if (value === null) return 'null'
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false'
    case 'number':
      if (!Number.isFinite(value)) throw refused(at, String(value))
      return JSON.stringify(value)
    case 'string':
      return writeText(value, at)
    case 'object':
      return Array.isArray(value) ? writeList(value, at) : writeObject(value, at)
    default:
      throw refused(at, typeof value)
  }
}

function writeText(text: string, at: string): string {
  if (!text.isWellFormed()) throw refused(at, 'a lone surrogate')
  return JSON.stringify(text)
}

function writeList(list: readonly unknown[], at: string): string {
  const parts: string[] = []
  for (let index = 0; index < list.length; index += 1) parts.push(write(list[index], `${at}[${index}]`))
  return `[${parts.join(',')}]`
}

function writeObject(object: object, at: string): string {
  const prototype: unknown = Object.getPrototypeOf(object)
  if (prototype !== Object.prototype && prototype !== null) {
    throw refused(at, `an instance of ${object.constructor.name}`)
  }
  const members = Object.entries(object).filter(([, member]) => member !== undefined)
  members.sort(([a], [b]) => (a < b ? -1 : 1))
  const parts = members.map(([key, member]) => `${writeText(key, at)}:${write(member, `${at}.${key}`)}`)
  return `{${parts.join(',')}}`
}

function refused(at: string, what: string): TypeError {
  return new TypeError(`${at} has no canonical form: ${what}`)
}
