import { CompiledQuery } from 'kysely'
import type { Tx } from './database.ts'

export type CopyValue = string | number | Date | Buffer | null

/** What the drivers see of a COPY: `copy <target> from` wherever each of the databases reads from. */
export class CopyRequest {
  readonly target: string
  readonly chunks: readonly Uint8Array[]

  constructor(target: string, chunks: readonly Uint8Array[]) {
    this.target = target
    this.chunks = chunks
  }
}

/** The request in a query that Kysely hands through to the driver. */
export function copyRequest({ parameters }: CompiledQuery): CopyRequest | undefined {
  return parameters[0] instanceof CopyRequest ? parameters[0] : undefined
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function copyText(value: CopyValue): string {
  if (value === null) return '\\N'
  if (typeof value === 'string')
    return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (mark) => escapes[mark] ?? mark) : value
  if (typeof value === 'number') return String(value)
  return value instanceof Date ? value.toISOString() : `\\\\x${value.toString('hex')}`
}

/** One row in COPY's text format, with its line end. Bytes are hex, times ISO 8601, null is `\N`. */
export function copyLine(values: readonly CopyValue[]): string {
  return `${values.map(copyText).join('\t')}\n`
}

const identifier = /^[a-z_]+$/

/**
 * Adds rows to a table by COPY, several times faster than inserting them: they come as `copyLine` makes them, in UTF-8,
 * a chunk being any number of whole lines. Triggers and constraints act as for an insert.
 * @returns how many rows were added
 * @throws what the database says of a row that it refuses; the transaction is then lost, as after any failed statement
 */
export async function copyInto(
  tx: Tx,
  table: string,
  columns: readonly string[],
  chunks: readonly Uint8Array[],
): Promise<number> {
  for (const name of [table, ...columns])
    if (!identifier.test(name)) throw new TypeError(`"${name}" is no name of a table or column`)
  const request = new CopyRequest(`${table} (${columns.join(', ')})`, chunks)
  const { numAffectedRows } = await tx.executeQuery(CompiledQuery.raw(`copy ${request.target}`, [request]))
  return Number(numAffectedRows ?? 0)
}
