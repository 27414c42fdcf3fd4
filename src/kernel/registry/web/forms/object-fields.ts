import { placeKinds, sexes } from '#kernel/registry/model'
import type { RegistryKind } from '../registry-objects.ts'

/** Stands in the field of a masked number for: there is none any more. */
export const removed = '-'

/** What is typed, by the field's name; every control works on text. */
export type Values = Readonly<Record<string, string>>

export type ObjectField = {
  name: string
  input: 'text' | 'area' | 'choice' | 'date' | 'division' | 'secret'
  required?: boolean
  /** Of a choice. */
  options?: readonly string[]
  /** Where the texts of the options and of the field stand, where it isn't under the field's own name. */
  optionKey?: string
  labelKey?: string
  hintKey?: string
  max?: number
  /** An empty field says that there is none; otherwise that the text is empty. */
  nullable?: boolean
  /** Asked for a new object only. */
  onlyNew?: boolean
}

const sensitivity: ObjectField = {
  name: 'sensitivity',
  input: 'choice',
  required: true,
  options: ['0', '1', '2', '3'],
  optionKey: 'registry.screen.sensitivity',
}
const shared: readonly ObjectField[] = [
  { name: 'divisionCode', input: 'division', required: true, labelKey: 'division' },
  { name: 'address', input: 'text', max: 300 },
  sensitivity,
  { name: 'source', input: 'text', max: 500, hintKey: 'source' },
  { name: 'asOf', input: 'text', max: 10, nullable: true, hintKey: 'asOf' },
]
const phone: ObjectField = { name: 'phone', input: 'secret', max: 30, nullable: true }
const note: ObjectField = { name: 'note', input: 'area', max: 2000 }
const name: ObjectField = { name: 'name', input: 'text', required: true, max: 200 }

/** The fields of a form by kind, in their order; as the model's schemas take them. */
export const fieldsOf: Record<RegistryKind, readonly ObjectField[]> = {
  person: [
    { ...name, labelKey: 'personName' },
    { name: 'idNumber', input: 'secret', max: 20, nullable: true, hintKey: 'idNumber' },
    { name: 'sex', input: 'choice', options: sexes, optionKey: 'registry.sex', nullable: true },
    { name: 'birthDate', input: 'date', nullable: true },
    phone,
    ...shared,
  ],
  household: [
    { name: 'number', input: 'text', max: 60, nullable: true },
    ...shared,
    { name: 'from', input: 'date', required: true, onlyNew: true },
  ],
  enterprise: [
    name,
    { name: 'creditCode', input: 'text', max: 18, nullable: true },
    { name: 'industry', input: 'text', max: 100 },
    { name: 'products', input: 'area', max: 2000 },
    { name: 'contactName', input: 'text', max: 100 },
    phone,
    note,
    ...shared,
  ],
  place: [
    name,
    {
      name: 'kind',
      input: 'choice',
      required: true,
      options: placeKinds,
      optionKey: 'registry.place_kind',
    },
    { name: 'longitude', input: 'text', max: 12, nullable: true, hintKey: 'point' },
    { name: 'latitude', input: 'text', max: 12, nullable: true },
    note,
    ...shared,
  ],
}

/** What a field is called: by the same words in lists, sheets and forms. */
export function labelKeyOf({ name: own, labelKey }: ObjectField): string {
  return `registry.screen.fact.${labelKey ?? own}`
}

/** Numbers of persons are not left lying in the browser. */
export function withoutSecrets(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([field]) => field !== 'idNumber' && field !== 'phone'),
  )
}

/** An object's facts as its form shows them; masked numbers are not among them. */
export function valuesOf(kind: RegistryKind, object: object): Values {
  const facts = object as Record<string, unknown>
  const point = facts['point'] as [number, number] | null | undefined
  const all = { ...facts, longitude: point?.[0], latitude: point?.[1] } as Record<
    string,
    string | number | null | undefined
  >
  return Object.fromEntries(
    fieldsOf[kind]
      .filter(({ input }) => input !== 'secret')
      .map(({ name: field }) => [field, String(all[field] ?? '')]),
  )
}

/** What stands in a field, as the API takes it; undefined where nothing was typed into a new object's form. */
function given({ name: field, nullable, input }: ObjectField, text: string): unknown {
  const trimmed = text.trim()
  if (input === 'secret' && trimmed === removed) return null
  if (field === 'sensitivity') return Number(trimmed)
  return trimmed === '' && nullable ? null : trimmed
}

/** The body of a request: all that was typed for a new object, what differs for one that is there. */
export function bodyOf(kind: RegistryKind, values: Values, before?: Values): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const field of fieldsOf[kind]) {
    const text = values[field.name] ?? ''
    const differs = before ? text !== (before[field.name] ?? '') : text.trim() !== ''
    if (differs) body[field.name] = given(field, text)
  }
  return withPoint(body, values)
}

/** Two fields on the screen, one point in the register. */
function withPoint(
  { longitude, latitude, ...body }: Record<string, unknown>,
  values: Values,
): Record<string, unknown> {
  if (longitude === undefined && latitude === undefined) return body
  const [east, north] = [values['longitude']?.trim() ?? '', values['latitude']?.trim() ?? '']
  return { ...body, point: east === '' && north === '' ? null : [Number(east), Number(north)] }
}

/** Where on the form a fault is shown that the server found at a path of the body. */
export function fieldAt(path: string): string {
  if (path === 'point' || path === 'point.0') return 'longitude'
  return path === 'point.1' ? 'latitude' : path
}
