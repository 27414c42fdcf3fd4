import { z } from 'zod'
import { ElementCode, Fill, type ObjectKind, objectKindOf } from '#kernel/registry/model'
import type { DefinitionFault } from './definition-fault.ts'
import type { LedgerDefinition } from './definition.ts'
import { FieldName, Identifier } from './identifier.ts'

/** 数据元绑定: the field is filled from the register with a fact of what another field of the ledger names. */
export const FillRule = z.strictObject({
  element: ElementCode,
  /** The field of kind person, household, enterprise or place whose object the fact is of. */
  from: FieldName,
  /** The code of the purpose that it is used for. */
  purpose: Identifier.optional(),
})

const kindsOf: Record<string, readonly string[]> = {
  birthDate: ['date'],
  divisionCode: ['division'],
}

/** What is wrong with the bindings of a definition, each with its place. */
export function fillFaults({ fields }: LedgerDefinition): DefinitionFault[] {
  return fields.flatMap((field, index) => {
    const { fill, name, kind } = field
    if (!fill) return []
    const at = `fields.${index}.fill`
    const from = fields.find((item) => item.name === fill.from)
    const objectKind = objectKindOf(fill.element)
    const fact = fill.element.slice(objectKind.length + 1)
    const faults: DefinitionFault[] = []
    if (from?.kind !== objectKind)
      faults.push({ path: `${at}.from`, code: 'ledgers.not_declared', name: fill.from })
    if (!(kindsOf[fact] ?? ['text', 'long_text']).includes(kind))
      faults.push({ path: `${at}.element`, code: 'ledgers.not_for_this_kind', name })
    // What may not be seen can't be filled in, and is not asked for again either: so nothing may wait for it.
    if (field.required) faults.push({ path: `${at}.element`, code: 'ledgers.filled_not_required', name })
    // A copy of what is held of a person goes with the person.
    if (objectKind === 'person' && field.secretOf !== fill.from)
      faults.push({ path: `${at}.element`, code: 'ledgers.filled_secret', name })
    return faults
  })
}

/** A field of a form with what the register has for it. */
export const FilledField = z.strictObject({ field: z.string(), ...Fill.shape })
export type FilledField = z.infer<typeof FilledField>

/** A field of an entry that was filled from the register, by the last action that said it. */
export const EntryFill = z.strictObject({
  field: z.string(),
  element: ElementCode,
  source: z.string(),
  asOf: z.string().nullable(),
  /** The entry has what the register had; otherwise it keeps what was submitted. */
  same: z.boolean(),
  /** The object whose fact it is; null for who may not see it. */
  object: z
    .strictObject({ kind: z.enum(['person', 'household', 'enterprise', 'place']), id: z.uuid() })
    .nullable(),
})
export type EntryFill = z.infer<typeof EntryFill>

/** The bound fields of a ledger that are filled from what one field names. */
export function boundTo({ fields }: Pick<LedgerDefinition, 'fields'>, from: string) {
  return fields.flatMap(({ name, fill }) =>
    fill?.from === from ? [{ field: name, element: fill.element, purpose: fill.purpose ?? null }] : [],
  )
}

/** What a field names in the register, where it names something there. */
export function objectKindOfField(
  { fields }: Pick<LedgerDefinition, 'fields'>,
  name: string,
): ObjectKind | undefined {
  const kind = fields.find((field) => field.name === name)?.kind
  return kind === 'person' || kind === 'household' || kind === 'enterprise' || kind === 'place'
    ? kind
    : undefined
}
