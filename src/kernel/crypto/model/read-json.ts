/**
 * JSON that others wrote, without what nobody can keep: U+0000, which the database can't hold, and half of a surrogate
 * pair, which has no one form that could be signed; neither in a text nor in a name. A name `__proto__` is left out, so
 * that none ever becomes a prototype.
 * @param refuse makes the error, of the name under which such a text stands
 * @throws SyntaxError where it is no JSON; RangeError where it is nested deeper than anything that is sent here
 */
export function readJson(text: string, refuse: (name: string) => Error): unknown {
  if (isTooDeep(text)) throw new RangeError(`nested more than ${nestingMax} deep`)
  return JSON.parse(text, (name: string, value: unknown) => {
    if (!isKept(name) || (typeof value === 'string' && !isKept(value)))
      throw refuse(name.toWellFormed().replaceAll('\0', ''))
    return name === '__proto__' ? undefined : value
  }) as unknown
}

const isKept = (text: string) => text.isWellFormed() && !text.includes('\0')

/** What reads a value calls itself once a level. The deepest thing that is sent here, a ledger's definition, has ten. */
export const nestingMax = 200

function isTooDeep(text: string): boolean {
  let depth = 0
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (isQuoted) {
      if (char === '\\') at += 1
      else if (char === '"') isQuoted = false
    } else if (char === '"') isQuoted = true
    else if (char === '{' || char === '[') {
      depth += 1
      if (depth > nestingMax) return true
    } else if (char === '}' || char === ']') depth -= 1
  }
  return false
}
