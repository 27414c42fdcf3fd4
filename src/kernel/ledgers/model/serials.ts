import { z } from 'zod'
import { shanghaiDate } from '#kernel/time/model'
import type { DefinitionFault } from './definition-fault.ts'
import type { LedgerDefinition } from './definition.ts'
import { FieldName, Identifier } from './identifier.ts'

/**
 * The number that an action gives out (发证, 文号): counted without gaps, written into a field that nobody types.
 * The pattern is text with `{no}` or `{no:4}` (filled up with zeros), `{year}`, `{division}` (the district's code) and
 * `{organisation}` (the number of the organisation that gives it out).
 */
export const Serial = z.strictObject({
  id: Identifier,
  field: FieldName,
  pattern: z.string().min(4).max(120),
  /** Whether counting begins again with the year in which the action takes effect. */
  per: z.enum(['year', 'none']),
  /** Of what there is one count: the whole ledger, each district, or each organisation that acts. */
  scope: z.enum(['ledger', 'district', 'organisation']),
})
export type Serial = z.infer<typeof Serial>

/** What one count belongs to; `period` is a year, or 0 where counting never begins again. */
export type SerialCount = { ledgerId: number; serial: string; scope: string; period: number }

export type SerialCase = {
  ledgerId: number
  divisionCode: string
  organisationId: number
  /** ISO 8601; the year is the one in Shanghai. */
  effectiveAt: string
}

export function countOf(serial: Serial, { ledgerId, divisionCode, organisationId, effectiveAt }: SerialCase) {
  const scopes = { ledger: '', district: divisionCode.slice(0, 6), organisation: String(organisationId) }
  const count: SerialCount = {
    ledgerId,
    serial: serial.id,
    scope: scopes[serial.scope],
    period: serial.per === 'year' ? yearOf(effectiveAt) : 0,
  }
  return count
}

const yearOf = (at: string) => Number(shanghaiDate(new Date(at)).slice(0, 4))
const place = /\{(no|year|division|organisation)(?::(\d{1,2}))?\}/g

/** `朝双〔{year}〕{no:4}号` with 7 in 2026: 朝双〔2026〕0007号. */
export function renderSerial(
  { pattern }: Pick<Serial, 'pattern'>,
  no: number,
  { divisionCode, organisationId, effectiveAt }: SerialCase,
): string {
  const values: Record<string, string> = {
    no: String(no),
    year: String(yearOf(effectiveAt)),
    division: divisionCode.slice(0, 6),
    organisation: String(organisationId),
  }
  return pattern.replaceAll(place, (_, name: string, width: string | undefined) =>
    (values[name] ?? '').padStart(Number(width ?? 0), '0'),
  )
}

/** A number is computed, a text, and of one count where several actions fill a field or draw from a count. */
export function serialFaults({ fields, actions }: LedgerDefinition): DefinitionFault[] {
  const all = actions.flatMap(({ serial }) => serial ?? [])
  return actions.flatMap(({ serial }, index) => {
    if (!serial) return []
    const path = `actions.${index}.serial`
    const field = fields.find(({ name }) => name === serial.field)
    const related = all.filter((other) => other.field === serial.field || other.id === serial.id)
    const typed = field && (field.kind !== 'text' || !field.derived)
    return [
      ...(field ? [] : [{ path: `${path}.field`, code: 'ledgers.not_declared', name: serial.field }]),
      ...(typed ? [{ path: `${path}.field`, code: 'ledgers.serial_field_typed', name: serial.field }] : []),
      ...(related.every((other) => JSON.stringify(other) === JSON.stringify(serial))
        ? []
        : [{ path: `${path}.id`, code: 'ledgers.serials_differ', name: serial.id }]),
      ...patternFaults(serial).map((code) => ({ path: `${path}.pattern`, code, name: serial.pattern })),
    ]
  })
}

/** What in a pattern makes no number, and what must stand in it for two counts never to meet. */
function patternFaults({ pattern, per, scope }: Serial): string[] {
  const named = new Set([...pattern.matchAll(place)].map(([, name]) => name))
  const needed = [
    'no',
    ...(per === 'year' ? ['year'] : []),
    ...(scope === 'district' ? ['division'] : []),
    ...(scope === 'organisation' ? ['organisation'] : []),
  ]
  return [
    ...(/[{}]/.test(pattern.replaceAll(place, '')) ? ['ledgers.bad_pattern'] : []),
    ...(needed.every((name) => named.has(name)) ? [] : ['ledgers.pattern_incomplete']),
  ]
}
