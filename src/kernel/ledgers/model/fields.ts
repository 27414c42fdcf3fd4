import { z } from 'zod'
import { type Action, type Field, isTyped, type LedgerDefinition } from './definition.ts'
import { Point } from './points.ts'
import type { Values } from './state.ts'
import { outcomesOf, wordQuestions } from './word-questions.ts'

const uuid = z.uuid()
const id = z.number().int().positive()

function base(field: Field): z.ZodType {
  switch (field.kind) {
    case 'text':
      return z
        .string()
        .trim()
        .min(1)
        .max(field.max ?? 400)
    case 'long_text':
      return z
        .string()
        .trim()
        .min(1)
        .max(field.max ?? 20_000)
    case 'choice':
      return z.enum((field.options ?? []).map((option) => option.value) as [string, ...string[]])
    case 'choices':
      return z
        .array(z.enum((field.options ?? []).map((option) => option.value) as [string, ...string[]]))
        .max(200)
    case 'organisations':
      return z.array(id).min(1).max(30)
    case 'number':
      return (field.whole ? z.number().int() : z.number()).min(field.min ?? -1e15).max(field.max ?? 1e15)
    case 'money':
      return z
        .number()
        .int()
        .min(field.min ?? 0)
        .max(field.max ?? Number.MAX_SAFE_INTEGER)
    case 'date':
      return z.iso.date()
    case 'boolean':
      return z.boolean()
    case 'division':
      return z.string().regex(/^\d{6}(\d{3}(\d{3})?)?$/)
    case 'organisation':
    case 'account':
      return id
    case 'point':
      return Point
    case 'files':
      return z.array(uuid).max(50)
    case 'list':
      return z.array(objectOf(field.items as Field[])).max(500)
    default:
      return uuid
  }
}

function schemaOf(field: Field): z.ZodType {
  const schema = base(field)
  return field.required ? schema : schema.nullish()
}

/** Whether a value may stand in the field, as it would have to be typed. */
export function fitsField(field: Field, value: unknown): boolean {
  return base(field).safeParse(value).success
}

function objectOf(fields: readonly Field[]): z.ZodType {
  return z.strictObject(Object.fromEntries(fields.map((field) => [field.name, schemaOf(field)])))
}

/** The fields of the entry that an action asks for. */
export function inputFields(definition: LedgerDefinition, action: Action): Field[] {
  if (action.input === 'all') return definition.fields.filter(isTyped)
  const names = new Set(action.input)
  return definition.fields.filter((field) => names.has(field.name) && isTyped(field))
}

const schemas = new WeakMap<Action, z.ZodType>()

/**
 * What an action's input must be: the entry's fields that it asks for and its own questions, nothing else. Only
 * registering must answer every required field; later actions say what has changed.
 */
export function inputSchema(definition: LedgerDefinition, action: Action): z.ZodType<Values> {
  const known = schemas.get(action)
  if (known) return known as z.ZodType<Values>
  const whole = action.word === 'register'
  const fields = inputFields(definition, action).map((field) =>
    // Whether a field that depends on others must be answered, their answers tell: `checkHidden` sees to it.
    whole && field.visible === undefined ? field : { ...field, required: false },
  )
  const extra: Record<string, z.ZodType> = {}
  if (action.toReported)
    extra['stage'] = z.enum(definition.stages.map((stage) => stage.id) as [string, ...string[]])
  const outcomes = outcomesOf(action)
  if (outcomes.length > 0) extra['outcome'] = z.enum(outcomes as [string, ...string[]])
  if (action.word === 'report' || action.toReported) extra['source'] = z.string().max(400).optional()
  const takesOrganisation = action.opens.some((opening) => opening.assign.to === 'input')
  if (takesOrganisation) Object.assign(extra, { organisationId: id, accountId: id.nullish() })
  const schema = z.strictObject({
    ...Object.fromEntries(
      [...fields, ...action.asks, ...wordQuestions(action)].map((field) => [field.name, schemaOf(field)]),
    ),
    ...extra,
  })
  schemas.set(action, schema)
  return schema as unknown as z.ZodType<Values>
}
