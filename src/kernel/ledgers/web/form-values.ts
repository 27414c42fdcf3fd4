import type { Field } from '#kernel/ledgers/model'
import type { FormProblem } from '#kernel/ui/web'

export type Values = Readonly<Record<string, unknown>>

export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** What must be given and isn't, before anything is sent. */
export function findMissing(
  fields: readonly Field[],
  values: Values,
  say: (field: Field) => string,
): FormProblem[] {
  return fields
    .filter((field) => field.required && isBlank(values[field.name]))
    .map((field) => ({ field: field.name, text: say(field) }))
}
