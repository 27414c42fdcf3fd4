import type { Actor } from '#kernel/http/model'
import { shanghaiDate } from '#kernel/time/model'
import type { Ledger } from './define-ledger.ts'
import { type Action, isTyped, type LedgerDefinition } from './definition.ts'
import { rulesOf } from './rules.ts'
import type { EntryState, Json, Values } from './state.ts'
import { levelsOver, no, type Verdict, yes } from './verdict.ts'

const dateOf = (instant: string) => shanghaiDate(new Date(instant))

type Situation = { actor: Actor; effectiveAt: string; input: Values }

function variablesOf(state: EntryState, values: Values, { actor, effectiveAt, input }: Situation): Values {
  return {
    ...values,
    stage: state.stage,
    today: dateOf(effectiveAt),
    actor: {
      role: actor.role,
      level: levelsOver(actor, state.divisionCode)[0] ?? null,
      organisationId: actor.organisationId,
    },
    input,
  }
}

/** Whether the condition holds under which the action can be taken at all; unknown is no. */
export function checkWhen(
  { definition }: Pick<Ledger, 'definition'>,
  state: EntryState,
  action: Action,
  actor: Actor,
  effectiveAt: string,
): Verdict {
  const when = rulesOf(definition).actions.get(action)?.when
  if (!when) return yes
  const holds = when.evaluate(variablesOf(state, state.values, { actor, effectiveAt, input: {} }))
  return holds === true ? yes : no('ledgers.condition_not_met')
}

/** Whether the conditions among the evidence hold, the values as the action leaves them. */
export function checkConditions(
  ledger: Ledger,
  state: EntryState,
  action: Action,
  values: Values,
  situation: Situation,
): Verdict {
  const rules = rulesOf(ledger.definition).actions.get(action)
  if (!rules || rules.evidence.size === 0) return yes
  const variables = variablesOf(state, derivedInto(ledger, state, values, situation.effectiveAt), situation)
  for (const [index, rule] of rules.evidence)
    if (rule.evaluate(variables) !== true) return no('ledgers.evidence_condition', 409, { evidence: index })
  return yes
}

/** Which of the action's openings apply, by their place in the declaration. */
export function openingHolds(
  ledger: Ledger,
  state: EntryState,
  action: Action,
  values: Values,
  situation: Situation,
): (index: number) => boolean {
  const rules = rulesOf(ledger.definition).actions.get(action)
  if (!rules || rules.opens.size === 0) return () => true
  const variables = variablesOf(state, derivedInto(ledger, state, values, situation.effectiveAt), situation)
  return (index) => {
    const rule = rules.opens.get(index)
    return rule === undefined || rule.evaluate(variables) === true
  }
}

function derivedInto(ledger: Ledger, state: EntryState, values: Values, effectiveAt: string): Values {
  const merged = { ...state.values, ...values }
  return { ...merged, ...derivedValues(ledger, { ...state, values: merged, effectiveAt }) }
}

/**
 * What the ledger's rules make of what is said: first the declaration's own code, then the computed fields, each
 * after those that it uses. `today` is the day of the last thing said, so that replay comes to the same.
 */
export function derivedValues(ledger: Ledger, state: EntryState): Values {
  const derived: Values = { ...ledger.derive?.(state.values, state.stage) }
  for (const { field, expression } of rulesOf(ledger.definition).computed) {
    const variables = {
      ...state.values,
      ...derived,
      stage: state.stage,
      today: state.effectiveAt === '' ? null : dateOf(state.effectiveAt),
    }
    derived[field.name] =
      field.kind === 'money' || field.whole
        ? expression.evaluateWhole(variables)
        : expression.evaluate(variables)
  }
  return derived
}

/** Names of the fields that don't apply, by what is said; what doesn't apply says nothing to the others. */
export function hiddenFields(
  definition: LedgerDefinition,
  values: Values,
  stage: string,
  today: string,
): Set<string> {
  const hidden = new Set<string>()
  const said: Values = { ...values }
  for (const { field, expression } of rulesOf(definition).visible) {
    if (expression.evaluate({ ...said, stage, today }) === true) continue
    hidden.add(field.name)
    said[field.name] = null
  }
  return hidden
}

const isSaid = (value: Json | undefined) =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)

/**
 * Refuses values of fields that don't apply, and a registration without a required one that does. What the entry
 * holds of a field that doesn't apply any more is taken back, by the change and with its own line in the log.
 */
export function checkHidden(
  { definition }: Ledger,
  state: EntryState,
  action: Action,
  values: Values,
  effectiveAt: string,
): { verdict: Verdict; dropped: Values } {
  const nothing = { verdict: yes, dropped: {} }
  const { visible } = rulesOf(definition)
  if (visible.length === 0) return nothing
  const registers = action.word === 'register'
  const stage = registers ? (action.to ?? '') : state.stage
  const said = { ...state.values, ...values }
  const hidden = hiddenFields(definition, said, stage, dateOf(effectiveAt))
  const refused = [...hidden].find((name) => isSaid(values[name]))
  if (refused !== undefined)
    return {
      verdict: { ok: false, code: 'ledgers.field_hidden', status: 400, params: { field: refused } },
      dropped: {},
    }
  const missing = visible.find(
    ({ field }) => registers && field.required && !hidden.has(field.name) && !isSaid(said[field.name]),
  )
  if (missing)
    return {
      verdict: {
        ok: false,
        code: 'ledgers.field_required',
        status: 400,
        params: { field: missing.field.name },
      },
      dropped: {},
    }
  const typed = visible.filter(({ field }) => isTyped(field) && hidden.has(field.name))
  const held = typed.map(({ field }) => field.name).filter((name) => isSaid(state.values[name]))
  return { verdict: yes, dropped: Object.fromEntries(held.map((name) => [name, null])) }
}
