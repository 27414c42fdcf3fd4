import type { Json, Operation, Schema } from '../fuzz/api.ts'

/** A request in which one text is left to whoever makes it. */
export type Place = {
  /** Where the text stands, as people read it. */
  at: string
  path: (text: string) => string
  body: ((text: string) => Json) | undefined
}

/** What stands in the other places: something that is there, or that the schema would take. */
export type Fill = { path(name: string): string; value(schema: Schema, name: string): Json }

type Variant = { at: string; make: (text: string) => Json }
type Read = { usual: Json; variants: Variant[] }

const depthMax = 6
/** Records of names that only a ledger declares are asked for names that it does. */
const recordNames = ['a', 'subject', 'name', 'title']

/** A usual value of a schema, and for each text in it one with that text open. */
function read(schema: Schema, fill: Fill, name: string, defs: Schema, depth: number): Read {
  const inner = (of: unknown, called: string) => read(of as Schema, fill, called, defs, depth + 1)
  const own: Read = { usual: fill.value(schema, name), variants: [] }
  if (depth > depthMax) return own
  if (typeof schema['$ref'] === 'string')
    return inner(defs[schema['$ref'].split('/').at(-1) ?? ''] ?? {}, name)
  const choices = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined
  if (choices) {
    const all = choices.map((choice) => inner(choice, name))
    return { usual: all[0]?.usual ?? null, variants: all.flatMap(({ variants }) => variants) }
  }
  const type = [schema['type']].flat()[0]
  if (type === 'object') return object(schema, inner)
  if (type === 'array') {
    const first = (schema['prefixItems'] as Schema[] | undefined)?.[0]
    const item = inner(first ?? (schema['items'] || {}), name)
    const variants = item.variants.map(({ at, make }) => ({
      at: `[]${at}`,
      make: (text: string) => [make(text)],
    }))
    return { usual: own.usual, variants }
  }
  const takesText =
    type === 'string' || 'enum' in schema || typeof schema['const'] === 'string' || type === undefined
  return takesText ? { ...own, variants: [{ at: '', make: (text) => text }] } : own
}

function object(schema: Schema, inner: (of: unknown, name: string) => Read): Read {
  const reads = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).map(
    ([key, of]) => [key, inner(of, key)] as const,
  )
  const required = new Set((schema['required'] ?? []) as string[])
  const usual = Object.fromEntries(
    reads.filter(([key]) => required.has(key)).map(([key, { usual }]) => [key, usual]),
  )
  const variants = reads.flatMap(([key, { variants }]) =>
    variants.map(({ at, make }) => ({
      at: `.${key}${at}`,
      make: (text: string): Json => ({ ...usual, [key]: make(text) }),
    })),
  )
  const rest = schema['additionalProperties']
  if (typeof rest === 'object' && rest !== null) {
    const value = inner(rest, '')
    variants.push({ at: '.{name}', make: (text) => ({ ...usual, [text]: value.usual }) })
    for (const key of recordNames)
      for (const { at, make } of value.variants)
        variants.push({ at: `.${key}${at}`, make: (text) => ({ ...usual, [key]: make(text) }) })
  }
  return { usual, variants }
}

/** Every text that a request of the operation has: in its path, its query and its body. */
export function placesOf({ path, parameters, body }: Operation, fill: Fill): Place[] {
  const usualBody = body && read(body, fill, '', (body['$defs'] ?? {}) as Schema, 0)
  const usual = usualBody && (() => usualBody.usual)
  const queries = parameters.filter((one) => one.in === 'query')
  const address = (open: string, text: string) => {
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(name === open ? text : fill.path(name)),
    )
    const asked = queries
      .filter(({ name, required }) => required || `?${name}` === open)
      .map(({ name, schema }) => {
        const usual = fill.value(schema, name)
        const value = `?${name}` === open ? text : typeof usual === 'object' ? '' : String(usual)
        return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
      })
    return asked.length > 0 ? `${filled}?${asked.join('&')}` : filled
  }
  const inPath = parameters
    .filter((one) => one.in === 'path')
    .map(({ name }) => ({ at: `{${name}}`, path: (text: string) => address(name, text), body: usual }))
  const inQuery = queries.map(({ name }) => ({
    at: `?${name}`,
    path: (text: string) => address(`?${name}`, text),
    body: usual,
  }))
  const inBody = (usualBody?.variants ?? []).map(({ at, make }) => ({
    at,
    path: () => address('', ''),
    body: make,
  }))
  return [...inPath, ...inQuery, ...inBody]
}
