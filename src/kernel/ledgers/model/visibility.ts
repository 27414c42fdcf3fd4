import { shanghaiDate } from '#kernel/time/model'
import type { Ledger } from './define-ledger.ts'
import { type Action, isTyped } from './definition.ts'
import { compileVisible, type Rules, type Shape } from './rules.ts'
import type { EntryState, Json, Values } from './state.ts'
import { no, type Verdict, yes } from './verdict.ts'

const known = new WeakMap<Shape['fields'], Rules['visible']>()

function visibleRules(definition: Shape): Rules['visible'] {
  const rules = known.get(definition.fields) ?? compileVisible(definition).visible
  known.set(definition.fields, rules)
  return rules
}

/**
 * Names of the fields that don't apply, by what is said; what doesn't apply says nothing to the others. Forms ask it
 * while they are filled in, and the server when they are sent. While an entry is registered it has no stage.
 */
export function hiddenFields(definition: Shape, values: Values, stage: string, today: string): Set<string> {
  const hidden = new Set<string>()
  const said: Values = { ...values, stage: stage === '' ? null : stage, today }
  for (const { field, expression } of visibleRules(definition)) {
    if (expression.evaluate(said) === true) continue
    hidden.add(field.name)
    said[field.name] = null
  }
  return hidden
}

const isSaid = (value: Json | undefined) =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)

/**
 * Refuses values of fields that don't apply, and a registration without a required one that does. What the entry
 * holds of a field that no longer applies by what is said now is taken back, with a line of its own in the log; what
 * is only not shown in this stage or on this day stays.
 */
export function checkHidden(
  { definition }: Ledger,
  state: EntryState,
  action: Action,
  values: Values,
  effectiveAt: string,
): { verdict: Verdict; dropped: Values } {
  const rules = visibleRules(definition)
  const refuse = (code: 'ledgers.field_hidden' | 'ledgers.field_required', field: string) => ({
    verdict: no(code, 400, { field }),
    dropped: {},
  })
  if (rules.length === 0) return { verdict: yes, dropped: {} }
  const today = shanghaiDate(new Date(effectiveAt))
  const said = { ...state.values, ...values }
  const hidden = hiddenFields(definition, said, state.stage, today)
  const refused = [...hidden].find((name) => isSaid(values[name]))
  if (refused !== undefined) return refuse('ledgers.field_hidden', refused)
  const missing = rules.find(
    ({ field }) =>
      action.word === 'register' && field.required && !hidden.has(field.name) && !isSaid(said[field.name]),
  )
  if (missing) return refuse('ledgers.field_required', missing.field.name)
  const before = hiddenFields(definition, state.values, state.stage, today)
  const dropped = rules
    .filter(({ field: { name } }) => hidden.has(name) && !before.has(name) && isSaid(state.values[name]))
    .filter(({ field }) => isTyped(field))
    .map(({ field }): [string, null] => [field.name, null])
  return { verdict: yes, dropped: Object.fromEntries(dropped) }
}
