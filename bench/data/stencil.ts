import { chainHash } from '#kernel/crypto/server'
import type { History, Row } from './histories.ts'
import { placeholders } from './histories.ts'
import type { Part } from './courses.ts'
import type { Random } from './random.ts'

/** What one entry has of its own. */
export type Particulars = {
  ledger: { id: number; code: string; prefix: string }
  number: number
  cost: number
  village: string
  /** When it was registered, in milliseconds. */
  start: number
  parts: Record<Part, { organisationId: number; accountId: number; positionId: number }>
}

export type TableName = keyof History['tables']
export type Sink = Record<TableName, (line: string) => void>

type Fill = (one: Particulars, random: Random) => string
/** Text with gaps: literal, gap, literal, gap, … literal. A gap is a number in the list of what fills them. */
type Text = { literals: string[]; gaps: number[] }

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}'
const instant = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`
const findable = new RegExp(
  String.raw`${uuid}|${instant}|\d{4}-\d\d-\d\d|TPL\d{10}|${placeholders.ledger}|7000000\d\d|211302001(?:001)?|@ledger@`,
  'g',
)

const numbersOf = new Map<string, Fill>(
  (['registrant', 'office', 'unit', 'other'] as const).flatMap((part): [string, Fill][] => [
    [String(placeholders.organisation[part]), (one) => String(one.parts[part].organisationId)],
    [String(placeholders.account[part]), (one) => String(one.parts[part].accountId)],
    [String(placeholders.position[part]), (one) => String(one.parts[part].positionId)],
  ]),
)
numbersOf.set(String(placeholders.number), (one) => String(one.number))
numbersOf.set(String(placeholders.cost), (one) => String(one.cost))

function fillOf(token: string): Fill {
  const number = numbersOf.get(token)
  if (number) return number
  if (token === '@ledger@') return (one) => String(one.ledger.id)
  if (token === placeholders.ledger) return (one) => one.ledger.code
  if (token === placeholders.village) return (one) => one.village
  if (token === placeholders.township) return (one) => one.village.slice(0, 9)
  if (token.startsWith(placeholders.prefix))
    return (one) =>
      `${one.ledger.prefix}${new Date(one.start).getUTCFullYear()}${String(one.number).padStart(6, '0')}`
  if (token.length === 36) {
    const offset = Number.parseInt(token.slice(0, 8) + token.slice(9, 13), 16) - placeholders.start
    return (one, random) => random.id(one.start + offset)
  }
  const offset = Date.parse(token) - placeholders.start
  return token.length === 10
    ? (one) => new Date(one.start + offset).toISOString().slice(0, 10)
    : (one) => new Date(one.start + offset).toISOString()
}

/** Columns that PostgreSQL fills by itself. */
const generated = new Set(['district', 'township', 'village'])

/** A history cut into what is the same for every entry and what isn't, to be filled in a million times. */
export class Stencil {
  readonly course: History['course']
  readonly durationMs: number
  readonly #tokens = new Map<string, number>()
  readonly #fills: Fill[] = []
  readonly #entry: { before: Text; after: Text }
  readonly #actions: { row: Row; at: [number, number]; before: Text; body: Text }[]
  readonly #others: [TableName, Text[]][]

  constructor({ course, tables }: History) {
    this.course = course
    const [entry = {}] = tables.entry
    this.durationMs = course.steps.reduce((sum, step) => sum + step.after, 0) * 3_600_000
    const columns = columnsOf('entry', entry)
    const hashed = columns.indexOf('head_hash')
    this.#entry = {
      before: this.#cut(line(entry, columns.slice(0, hashed)).concat('\t')),
      after: this.#cut('\t'.concat(line(entry, columns.slice(hashed + 1)), '\n')),
    }
    this.#actions = tables.action.map((row) => ({
      row,
      at: [offsetOf(row['effective_at']), offsetOf(row['recorded_at'])],
      before: this.#cut(line(row, actionColumns).concat('\t')),
      body: this.#cut((row['body'] as Buffer).toString('utf8')),
    }))
    const names = ['task', 'participation', 'entry_span', 'board_event', 'statistics_case'] as const
    this.#others = names.map((name) => [
      name,
      tables[name].map((row) => this.#cut(`${line(row, columnsOf(name, row))}\n`)),
    ])
  }

  #cut(text: string): Text {
    const literals: string[] = []
    const gaps: number[] = []
    let from = 0
    for (const match of text.matchAll(findable)) {
      literals.push(text.slice(from, match.index))
      gaps.push(this.#gap(match[0]))
      from = match.index + match[0].length
    }
    literals.push(text.slice(from))
    return { literals, gaps }
  }

  #gap(token: string): number {
    const known = this.#tokens.get(token)
    if (known !== undefined) return known
    this.#tokens.set(token, this.#fills.length)
    this.#fills.push(fillOf(token))
    return this.#fills.length - 1
  }

  /** Writes one entry's rows, its log chained as the engine chains it. */
  write(one: Particulars, random: Random, sink: Sink): void {
    const values = this.#fills.map((fill) => fill(one, random))
    const id = values[this.#tokens.get(this.#entryToken()) ?? 0] ?? ''
    let head: Buffer = Buffer.alloc(32)
    for (const { row, at, before, body } of this.#actions) {
      const text = join(body, values)
      const columns = [
        head,
        id,
        row['seq'] as number,
        row['kind'] as number,
        Number(values[this.#tokens.get(String(row['account_id'])) ?? 0]),
        Number(values[this.#tokens.get(String(row['position_id'])) ?? 0]),
        new Date(one.start + at[0]),
        new Date(one.start + at[1]),
        row['alg'] as number,
        Buffer.from(text, 'utf8'),
      ]
      head = chainHash('sm3', columns)
      sink.action(`${join(before, values)}${text}\t\\\\x${head.toString('hex')}\n`)
    }
    sink.entry(
      `${join(this.#entry.before, values)}\\\\x${head.toString('hex')}${join(this.#entry.after, values)}`,
    )
    for (const [name, texts] of this.#others) for (const text of texts) sink[name](join(text, values))
  }

  #entryToken(): string {
    return String(this.#actions[0]?.row['entry_id'])
  }
}

function join({ literals, gaps }: Text, values: readonly string[]): string {
  let text = literals[0] ?? ''
  for (let index = 0; index < gaps.length; index += 1)
    text += (values[gaps[index] as number] ?? '') + (literals[index + 1] ?? '')
  return text
}

const actionColumns = [
  'entry_id',
  'seq',
  'kind',
  'account_id',
  'position_id',
  'effective_at',
  'recorded_at',
  'alg',
] as const

/** The columns of a table's lines, in their order. */
export function columnsOf(table: TableName, row: Row): string[] {
  if (table === 'action') return [...actionColumns, 'body', 'hash']
  const fills = table === 'entry' || table === 'statistics_case'
  return Object.keys(row).filter((name) => !fills || !generated.has(name))
}

function offsetOf(at: unknown): number {
  return new Date(at as Date).getTime() - placeholders.start
}

/** A line of PostgreSQL's COPY text; nothing in the histories needs escaping. */
function line(row: Row, columns: readonly string[]): string {
  return columns.map((name) => (name === 'ledger_id' ? '@ledger@' : valueText(row[name]))).join('\t')
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return String.raw`\N`
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value as string | number)
}
