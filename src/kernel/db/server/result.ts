/** What both drivers answer, before Kysely sees it. */
export type Answer = { rows: Record<string, unknown>[]; affected: number | undefined }

export const oid = {
  bytea: 17,
  int8: 20,
  timestamptz: 1184,
  date: 1082,
  int8Array: 1016,
  dateArray: 1182,
} as const

export function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new RangeError(`bigint ${text} is beyond what a number holds exactly`)
  return value
}
