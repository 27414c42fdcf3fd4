import type { Random } from '../../../bench/data/random.ts'
import type { Json, Parameter, Schema } from './api.ts'
import type { Known } from './known.ts'

/** Texts of the forms that the house asks for; the first that fits a pattern is taken. */
const specimens: readonly string[] = [
  'a',
  'abc',
  'a_b',
  'A1',
  '1',
  '12',
  '123456',
  '2026-03-02',
  '2026-03',
  '2026',
  '08:30',
  '2026-03-02T08:30:00Z',
  '2026-03-02T08:30:00+08:00',
  '211302',
  '211302001',
  '211302001001',
  '13912345678',
  '0190e4b0-1234-7abc-8def-0123456789ab',
  '1/2',
  '#3a7',
  'https://example.org/x',
  'someone@example.org',
  '91211300MA0UXXXX0X',
  '11010519491231002X',
  'x'.repeat(64),
  '0'.repeat(64),
]

const formats: Record<string, readonly string[]> = {
  uuid: ['0190e4b0-1234-7abc-8def-0123456789ab'],
  date: ['2026-03-02', '2025-12-31', '2024-02-29'],
  'date-time': ['2026-03-02T08:30:00Z', '2025-12-31T23:59:59.999Z'],
  uri: ['https://example.org/x'],
  url: ['https://example.org/x'],
  email: ['someone@example.org'],
  base64: ['AAAA'],
}

const depthMax = 12

type Maker = { random: Random; known: Known; defs: Record<string, Schema> }

/** A value that the schema would take, as far as a schema alone can tell; ids and codes are some that are there. */
export function valueOf(schema: Schema, random: Random, known: Known, name = ''): Json {
  const defs = (schema['$defs'] ?? {}) as Record<string, Schema>
  return make(schema, { random, known, defs }, name, 0)
}

function make(schema: Schema, maker: Maker, name: string, depth: number): Json {
  const { random, defs } = maker
  if (depth > depthMax) return null
  if ('const' in schema) return schema['const'] as Json
  if (Array.isArray(schema['enum'])) return random.pick(schema['enum'] as Json[])
  if (typeof schema['$ref'] === 'string') {
    const referred = defs[schema['$ref'].split('/').at(-1) ?? '']
    return referred ? make(referred, maker, name, depth + 1) : null
  }
  const choice = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined
  if (choice) return make(random.pick(choice), maker, name, depth + 1)
  const all = schema['allOf'] as Schema[] | undefined
  if (all) return merged(all.map((part) => make(part, maker, name, depth + 1)))
  switch ([schema['type']].flat()[0]) {
    case 'object':
      return object(schema, maker, depth)
    case 'array':
      return array(schema, maker, name, depth)
    case 'string':
      return text(schema, maker, name)
    case 'integer':
    case 'number':
      return number(schema, maker, name)
    case 'boolean':
      return random.below(2) === 0
    case 'null':
      return null
    default:
      return random.pick<Json>(['x', 1, true, null, {}, []])
  }
}

function merged(parts: readonly Json[]): Json {
  return Object.assign({}, ...parts.filter((part) => typeof part === 'object')) as Json
}

function object(schema: Schema, maker: Maker, depth: number): Json {
  const { random } = maker
  const required = new Set((schema['required'] ?? []) as string[])
  const made: [string, Json][] = []
  for (const [key, of] of Object.entries((schema['properties'] ?? {}) as Record<string, Schema>))
    if (required.has(key) || random.below(3) > 0) made.push([key, make(of, maker, key, depth + 1)])
  const rest = schema['additionalProperties']
  if (typeof rest === 'object' && rest !== null)
    for (let count = random.below(3); count > 0; count -= 1)
      made.push([random.pick(['a', 'title', 'name', 'kind']), make(rest as Schema, maker, '', depth + 1)])
  return Object.fromEntries(made)
}

function array(schema: Schema, maker: Maker, name: string, depth: number): Json {
  const prefix = schema['prefixItems'] as Schema[] | undefined
  if (prefix) return prefix.map((item) => make(item, maker, name, depth + 1))
  const least = Number(schema['minItems'] ?? 0)
  const most = Math.min(Number(schema['maxItems'] ?? 3), least + 2)
  const length = least + maker.random.below(most - least + 1)
  const items = (schema['items'] ?? {}) as Schema
  return Array.from({ length }, () => make(items, maker, name, depth + 1))
}

function text(schema: Schema, { random, known }: Maker, name: string): string {
  const pattern = typeof schema['pattern'] === 'string' ? new RegExp(schema['pattern'], 'u') : undefined
  const there = known.of(name).map(String)
  const fits = (value: string) =>
    (pattern?.test(value) ?? true) &&
    value.length >= Number(schema['minLength'] ?? 0) &&
    value.length <= Number(schema['maxLength'] ?? Infinity)
  const fitting = there.filter(fits)
  if (fitting.length > 0 && random.below(4) > 0) return random.pick(fitting)
  const format = formats[String(schema['format'])]
  if (format) return random.pick(format)
  const possible = specimens.filter(fits)
  return possible.length > 0 ? random.pick(possible) : 'x'.repeat(Number(schema['minLength'] ?? 1))
}

function number(schema: Schema, { random, known }: Maker, name: string): number {
  const there = known.of(name).filter((value) => typeof value === 'number')
  if (there.length > 0 && random.below(4) > 0) return random.pick(there)
  const least = Number(schema['minimum'] ?? schema['exclusiveMinimum'] ?? 0)
  const most = Number(schema['maximum'] ?? schema['exclusiveMaximum'] ?? 100)
  const low = Math.max(least, -1000)
  const span = Math.min(most, low + 1000) - low
  const made = low + random.next() * Math.max(span, 0)
  return schema['type'] === 'number' ? made : Math.ceil(made)
}

/** What stands in a parameter's place: something that is there of the kind, or what the schema says. */
export function parameterValue(
  { name, schema }: Parameter,
  path: string,
  random: Random,
  known: Known,
): string {
  const there = known.in(path, name)
  if (there.length > 0 && random.below(5) > 0) return String(random.pick(there))
  const value = valueOf(schema, random, known, name)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
