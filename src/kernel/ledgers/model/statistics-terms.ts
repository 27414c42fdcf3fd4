import type { DefinitionFault } from './definition-fault.ts'
import type { LedgerDefinition } from './definition.ts'

/** What a ledger's rates are about. */
export type StatisticsTerms = {
  /** Kinds of task that are the handling (办理) itself. */
  handling: ReadonlySet<string>
  /** Kinds of task that stand for the response (响应): signing for an order, the first contact. */
  response: ReadonlySet<string>
  /** The lowest score that counts as satisfied. */
  satisfiedFrom: number
}

const satisfiedFromDefault = 3

/**
 * What the definition declares; else the tasks of those who become answerable for an entry are the handling, and
 * the response is what an acknowledgement (签收) ends.
 */
export function statisticsTerms(definition: LedgerDefinition): StatisticsTerms {
  const known = termsByDefinition.get(definition)
  if (known) return known
  const terms = declaredTerms(definition)
  termsByDefinition.set(definition, terms)
  return terms
}

const termsByDefinition = new WeakMap<LedgerDefinition, StatisticsTerms>()

function declaredTerms({ statistics, tasks, actions }: LedgerDefinition): StatisticsTerms {
  const leading = [...new Set(actions.flatMap(({ leadTask }) => leadTask ?? []))]
  const every = tasks.filter(({ todo, supports }) => todo !== false && supports === undefined)
  const handling = statistics?.handling ?? (leading.length > 0 ? leading : every.map(({ kind }) => kind))
  const signing = actions.flatMap(({ word, closes }) =>
    word === 'acknowledge' && closes !== 'all' ? closes : [],
  )
  return {
    handling: new Set(handling),
    response: new Set(statistics?.response ?? signing),
    satisfiedFrom: statistics?.satisfiedFrom ?? satisfiedFromDefault,
  }
}

/** Kinds of task that the declaration of statistics names and nobody declared. */
export function statisticsFaults({ statistics, tasks }: LedgerDefinition): DefinitionFault[] {
  return (['handling', 'response'] as const).flatMap((list) =>
    (statistics?.[list] ?? []).flatMap((name, index) =>
      tasks.some(({ kind }) => kind === name)
        ? []
        : [{ path: `statistics.${list}.${index}`, code: 'ledgers.not_declared', name }],
    ),
  )
}
