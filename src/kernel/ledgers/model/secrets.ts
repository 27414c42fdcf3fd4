import type { DefinitionFault } from './definition-fault.ts'
import type { Field, FieldKind, LedgerDefinition } from './definition.ts'
import type { Json, Values } from './state.ts'

/**
 * A value under a person's key, as it stands in the log, in the entry's row and everywhere else. It names the field
 * that it was sealed for, since a later version may call that field otherwise.
 */
export type Sealed = { $sealed: string; of: string; at: string }

export function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && '$sealed' in value
}

/** What is shown instead of a value whose person was erased by law: since when, by which certificate. */
export type ErasedValue = { $erased: { at: string; certificate: string } }

export function isErased(value: unknown): value is ErasedValue {
  return typeof value === 'object' && value !== null && '$erased' in value
}

/**
 * Fields that may be under a person's key. Files stay files: their contents go when the person is erased. What names
 * something else of the house is a tie, and ties stay.
 */
const secretKinds: ReadonlySet<FieldKind> = new Set([
  'text',
  'long_text',
  'choice',
  'choices',
  'number',
  'money',
  'date',
  'boolean',
  'point',
  'list',
  'files',
])

/** Input that the engine itself reads. */
const readByEngine: ReadonlySet<string> = new Set([
  'outcome',
  'stage',
  'source',
  'organisationId',
  'organisations',
  'accountId',
  'task',
  'reason',
  'count',
  'score',
  'granted',
  'rating',
  'rated',
  'seq',
])

/** Whose values are sealed; the contents of files are dealt with by themselves. */
export function isSealedField({ secretOf, kind }: Field): boolean {
  return secretOf !== undefined && kind !== 'files'
}

/** Whether it names somebody who is in no register, under whose key secrets of the entry are. */
export function isKeyHolder({ holdsKey, kind }: Field): boolean {
  return holdsKey === true && kind === 'text'
}

const persons = new WeakMap<LedgerDefinition, ReadonlySet<string>>()

/** The person fields that a secret field or question of the ledger belongs to. */
export function secretPersons(definition: LedgerDefinition): ReadonlySet<string> {
  const known = persons.get(definition)
  if (known) return known
  const all = [...definition.fields, ...definition.actions.flatMap(({ asks }) => asks)]
  const found = new Set(all.flatMap(({ secretOf }) => secretOf ?? []))
  persons.set(definition, found)
  return found
}

/** Values without those that nobody may compute with: what is derived from a secret would be a copy of it. */
export function withoutSealed(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isSealed(value)))
}

/** What is wrong with the secret fields of a definition, each with its place; erasing is the kernel's own. */
export function secretFaults(definition: LedgerDefinition): DefinitionFault[] {
  const reserved = new Set([
    ...readByEngine,
    ...definition.tasks.flatMap(({ dueFrom, limitFrom }) =>
      [dueFrom, limitFrom?.count, limitFrom?.unit].filter((name) => name !== undefined),
    ),
    ...definition.actions.flatMap(({ serial }) => serial?.field ?? []),
  ])
  const fieldFaults = definition.fields.flatMap((field, index) =>
    faultsOf(definition, field, `fields.${index}`, (say) => {
      if (field.filter) say('filter')
      if (field.derived) say('derived')
      if (field.computed !== undefined) say('computed')
      if (field.computed !== undefined) say('computed')
      if (field.name === definition.titleField || reserved.has(field.name)) say('name')
    }),
  )
  const holderFaults = definition.fields.flatMap(
    ({ name, holdsKey, kind, filter, column, secretOf }, index) =>
      holdsKey && (kind !== 'text' || filter || column || secretOf !== undefined)
        ? [{ path: `fields.${index}.holdsKey`, code: 'ledgers.secret_misplaced', name }]
        : [],
  )
  const askFaults = definition.actions.flatMap(({ asks }, at) =>
    asks.flatMap((ask, index) =>
      faultsOf(definition, ask, `actions.${at}.asks.${index}`, (say) => {
        if (reserved.has(ask.name)) say('name')
      }),
    ),
  )
  const kernelFaults = definition.actions.flatMap(({ id, word }, index): DefinitionFault[] => [
    ...(id === 'erase' ? [{ path: `actions.${index}.id`, code: 'ledgers.word_of_kernel', name: id }] : []),
    ...(word === 'erase'
      ? [{ path: `actions.${index}.word`, code: 'ledgers.word_of_kernel', name: word }]
      : []),
  ])
  return [...fieldFaults, ...holderFaults, ...askFaults, ...kernelFaults]
}

function faultsOf(
  { fields }: LedgerDefinition,
  field: Field,
  path: string,
  check: (say: (where: string) => void) => void,
): DefinitionFault[] {
  const { name, secretOf, kind } = field
  if (secretOf === undefined) return []
  const faults: DefinitionFault[] = []
  const person = fields.find((item) => item.name === secretOf)
  if (!person) faults.push({ path: `${path}.secretOf`, code: 'ledgers.not_declared', name: secretOf })
  else if (!(person.kind === 'person' || isKeyHolder(person)) || person.derived)
    faults.push({ path: `${path}.secretOf`, code: 'ledgers.secret_of_no_person', name: secretOf })
  if (!secretKinds.has(kind)) faults.push({ path: `${path}.kind`, code: 'ledgers.secret_misplaced', name })
  check((where) => faults.push({ path: `${path}.${where}`, code: 'ledgers.secret_misplaced', name }))
  return faults
}

/** A value in one text that gives away little of its length; JSON takes the spaces at its end. */
export function textToSeal(value: Json): string {
  const text = JSON.stringify(value)
  return text.padEnd(Math.ceil(text.length / 32) * 32)
}
