/**
 * JSON that others wrote, without what nobody can keep: U+0000, which the database can't hold, and half of a surrogate
 * pair, which has no one form that could be signed; neither in a text nor in a name. A name `__proto__` is left out, so
 * that none ever becomes a prototype.
 * @param refuse makes the error, of the name under which such a text stands
 * @throws SyntaxError where it is no JSON
 */
export function readJson(text: string, refuse: (name: string) => Error): unknown {
  return JSON.parse(text, (name: string, value: unknown) => {
    if (!isKept(name) || (typeof value === 'string' && !isKept(value)))
      throw refuse(name.toWellFormed().replaceAll('\0', ''))
    return name === '__proto__' ? undefined : value
  }) as unknown
}

const isKept = (text: string) => text.isWellFormed() && !text.includes('\0')
