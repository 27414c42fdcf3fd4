import type { Actor } from '#kernel/http/model'
import { shanghaiDate } from '#kernel/time/model'
import type { Ledger } from './define-ledger.ts'
import type { Action } from './definition.ts'
import { rulesOf } from './rules.ts'
import type { EntryState, Values } from './state.ts'
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
