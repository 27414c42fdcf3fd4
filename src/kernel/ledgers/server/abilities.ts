import type { Actor } from '#kernel/http/model'
import { translate } from '#kernel/i18n/model'
import type { EntryAnswer } from '../model/answers.ts'
import { checkConditions, checkWhen } from '../model/conditions.ts'
import type { Ledger } from '../model/define-ledger.ts'
import type { Action, LedgerDefinition } from '../model/definition.ts'
import { inputFields } from '../model/fields.ts'
import { checkHolds, type HoldOn } from '../model/holds.ts'
import { rulesOf } from '../model/rules.ts'
import type { EntryState } from '../model/state.ts'
import { checkEvidence, mayTake, type Refusal, type Verdict, yes } from '../model/verdict.ts'
import { checkJoins, checkWord } from '../model/word-rules.ts'
import { namedParams, ruleParams } from './refusal.ts'

/** What the actor can do with the entry now, and why not: screens never work it out again. */
export function abilities(
  ledger: Ledger,
  state: EntryState,
  actor: Actor,
  now: Date,
  holds: readonly HoldOn[],
): EntryAnswer['can'] {
  const { definition } = ledger
  const at = now.toISOString()
  const can: EntryAnswer['can'] = {}
  for (const action of definition.actions) {
    if (action.word === 'register') continue
    const verdict = mayTake(state, action, actor)
    if (!verdict.ok) {
      // A stage or a role that doesn't fit isn't news; only what the actor could do but for one thing is shown.
      continue
    }
    const proven = [
      () => checkWhen(ledger, state, action, actor, at),
      () => checkHolds(action, holds, actor.locale),
      () => checkWord({ state, action, actor, at }),
      () => checkEvidence(state, action, {}, at),
      () => checkConditions(ledger, state, action, {}, { actor, effectiveAt: at, input: {} }),
      () => checkJoins(definition, state, action),
    ].reduce<Verdict>((verdict, check) => (verdict.ok ? check() : verdict), yes)
    if (proven.ok || isAsked(definition, action, proven)) can[action.id] = true
    else can[action.id] = { code: proven.code, reason: reasonOf(definition, action, proven, actor) }
  }
  return can
}

/** Whether the action's own form may bring what is missing. */
function isAsked(definition: LedgerDefinition, action: Action, { code, params }: Refusal): boolean {
  if (code === 'ledgers.evidence_condition')
    return mayStillHold(definition, action, Number(params?.['evidence']))
  const field = params?.['field']
  return action.input === 'all' || (typeof field === 'string' && action.input.includes(field))
}

function mayStillHold(definition: LedgerDefinition, action: Action, evidence: number): boolean {
  const { actions, computed } = rulesOf(definition)
  const uses = actions.get(action)?.evidence.get(evidence)?.uses ?? new Set()
  const asked = inputFields(definition, action).map(({ name }) => name)
  const derived = asked.length > 0 ? computed.map(({ field }) => field.name) : []
  return uses.has('input') || [...asked, ...derived].some((name) => uses.has(name))
}

function reasonOf(definition: LedgerDefinition, action: Action, verdict: Refusal, { locale }: Actor): string {
  const params = namedParams(definition, verdict.params ?? {}, locale)
  return translate(locale, `error.${verdict.code}`, {
    label: action.label[locale],
    field: '',
    action: '',
    ...params,
    ...ruleParams(action, verdict, locale),
  })
}
