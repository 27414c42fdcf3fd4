import type { Actor } from '#kernel/http/model'
import { translate } from '#kernel/i18n/model'
import type { EntryAnswer } from '../model/answers.ts'
import type { Action, LedgerDefinition } from '../model/definition.ts'
import { checkHolds, type HoldOn } from '../model/holds.ts'
import type { EntryState } from '../model/state.ts'
import { checkEvidence, mayTake, type Refusal, type Verdict, yes } from '../model/verdict.ts'
import { checkJoins, checkWord } from '../model/word-rules.ts'
import { namedParams } from './refusal.ts'

/** What the actor can do with the entry now, and why not: screens never work it out again. */
export function abilities(
  definition: LedgerDefinition,
  state: EntryState,
  actor: Actor,
  now: Date,
  holds: readonly HoldOn[],
): EntryAnswer['can'] {
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
      () => checkHolds(action, holds, actor.locale),
      () => checkWord({ state, action, actor, at }),
      () => checkEvidence(state, action, {}, at),
      () => checkJoins(definition, state, action),
    ].reduce<Verdict>((verdict, check) => (verdict.ok ? check() : verdict), yes)
    if (proven.ok || isAsked(action, proven.params?.['field'])) can[action.id] = true
    else can[action.id] = { code: proven.code, reason: reasonOf(definition, action, proven, actor) }
  }
  return can
}

function isAsked(action: Action, field: string | number | undefined): boolean {
  return action.input === 'all' || (typeof field === 'string' && action.input.includes(field))
}

function reasonOf(definition: LedgerDefinition, action: Action, verdict: Refusal, { locale }: Actor): string {
  const params = namedParams(definition, verdict.params ?? {}, locale)
  return translate(locale, `error.${verdict.code}`, {
    label: action.label[locale],
    field: '',
    action: '',
    ...params,
  })
}
