import { LimitUnit } from '#kernel/time/model'
import type { Action, LedgerDefinition, TaskKind } from './definition.ts'
import type { DefinitionFault } from './definition-fault.ts'
import { inputFields } from './fields.ts'
import { outcomesOf, wordQuestions } from './word-questions.ts'

type Check = { definition: LedgerDefinition; action: Action; path: string }
const fault = (path: string, code: string, name = ''): DefinitionFault => ({
  path,
  code,
  name,
})

/** What is wrong with tasks and actions as far as their words, clocks and joint handling go. */
export function wordFaults(definition: LedgerDefinition): DefinitionFault[] {
  return [
    ...definition.tasks.flatMap((_task, index) => taskFaults(definition, index)),
    ...definition.actions.flatMap((action, index) => {
      const check = { definition, action, path: `actions.${index}` }
      return [...nameFaults(check), ...needFaults(check), ...outcomeNeeds(check), ...askFaults(check)]
    }),
  ]
}

function taskFaults({ tasks, fields }: LedgerDefinition, index: number): DefinitionFault[] {
  const task = tasks[index]
  if (!task) return []
  const { kind, within, supports, join } = task
  const known = (name: string) => tasks.some((other) => other.kind === name)
  const path = `tasks.${index}`
  const faults: DefinitionFault[] = []
  for (const [at, name] of Object.entries({ within, supports })) {
    if (name !== undefined && !known(name)) faults.push(fault(`${path}.${at}`, 'ledgers.not_declared', name))
  }
  const above = new Set<string>()
  for (let at = within; at !== undefined && !above.has(at); ) {
    above.add(at)
    const name: string = at
    at = tasks.find((other) => other.kind === name)?.within
  }
  if (above.has(kind)) faults.push(fault(`${path}.within`, 'ledgers.clock_within_itself', kind))
  if (supports === kind) faults.push(fault(`${path}.supports`, 'ledgers.supports_itself', kind))
  if ((supports === undefined) !== (join === undefined))
    faults.push(fault(`${path}.join`, 'ledgers.join_misplaced', kind))
  return [...faults, ...limitFaults(task, fields, path)]
}

/** A limit of its own is a whole number that can be counted by, in units that there are. */
function limitFaults({ limitFrom }: TaskKind, fields: LedgerDefinition['fields'], path: string) {
  if (!limitFrom) return []
  const find = (name: string | undefined) => fields.find((field) => field.name === name)
  const count = find(limitFrom.count)
  const unit = find(limitFrom.unit)
  const counts =
    count?.kind === 'number' && count.whole && (count.min ?? -1) >= 0 && (count.max ?? Infinity) <= 10_000
  const units = (unit?.options ?? []).every(({ value }) => LimitUnit.safeParse(value).success)
  return [
    ...(count ? [] : [fault(`${path}.limitFrom.count`, 'ledgers.not_declared', limitFrom.count)]),
    ...(!count || counts
      ? []
      : [fault(`${path}.limitFrom.count`, 'ledgers.limit_not_countable', count.name)]),
    ...(limitFrom.unit === undefined || unit
      ? []
      : [fault(`${path}.limitFrom.unit`, 'ledgers.not_declared', limitFrom.unit)]),
    ...(!unit || (unit.kind === 'choice' && units)
      ? []
      : [fault(`${path}.limitFrom.unit`, 'ledgers.limit_not_unit', unit.name)]),
  ]
}

/** Everything that an action names must be declared. */
function nameFaults({ definition, action, path }: Check): DefinitionFault[] {
  const task = (at: string, name: string) =>
    definition.tasks.some(({ kind }) => kind === name)
      ? []
      : [fault(`${path}.${at}`, 'ledgers.not_declared', name)]
  const stopping = (['pauses', 'resumes'] as const).flatMap((at) => {
    const rule = action[at]
    if (!rule) return []
    const kinds = rule.tasks === 'all' ? [] : rule.tasks
    return [
      ...kinds.flatMap((name, index) => task(`${at}.tasks.${index}`, name)),
      ...('of' in rule ? (rule.of ?? []) : []).flatMap((name, index) =>
        definition.actions.some((one) => one.id === name && (one.pauses || one.word === 'suspend'))
          ? []
          : [fault(`${path}.${at}.of.${index}`, 'ledgers.not_declared', name)],
      ),
      ...(rule.whenOutcome === undefined || outcomesOf(action).includes(rule.whenOutcome)
        ? []
        : [fault(`${path}.${at}.whenOutcome`, 'ledgers.not_declared', rule.whenOutcome)]),
    ]
  })
  return [
    ...stopping,
    ...(action.extends ? task('extends.task', action.extends.task) : []),
    ...(action.rates ?? []).flatMap((name, index) =>
      definition.fields.some((field) => field.name === name && field.kind === 'organisation')
        ? []
        : task(`rates.${index}`, name),
    ),
    ...(action.otherThan ?? []).flatMap((name, index) =>
      definition.actions.some(({ id }) => id === name)
        ? []
        : [fault(`${path}.otherThan.${index}`, 'ledgers.not_declared', name)],
    ),
  ]
}

/** What a word can't do without, and what only one word can have. */
function needFaults({ definition, action, path }: Check): DefinitionFault[] {
  const faults: DefinitionFault[] = []
  const only = (at: 'extends' | 'rates' | 'excludes', word: Action['word']) => {
    if ((action[at] !== undefined) !== (action.word === word))
      faults.push(
        fault(`${path}.${at}`, action.word === word ? 'ledgers.word_needs' : 'ledgers.word_misplaced', word),
      )
  }
  only('extends', 'request_extension')
  only('rates', 'rate')
  only('excludes', 'request_exclusion')
  const partner = (word: Action['word'], other: Action['word']) => {
    if (action.word === word && !definition.actions.some((one) => one.word === other))
      faults.push(fault(`${path}.word`, 'ledgers.word_needs_word', other))
  }
  partner('request_extension', 'approve_extension')
  partner('consult', 'contribute')
  partner('publicise', 'object')
  partner('request_correction', 'supplement')
  partner('appeal', 'decide_appeal')
  partner('request_exclusion', 'decide_exclusion')
  partner('suspend', 'resume')
  // A cap without a way on would leave the entry where nobody wants it.
  if (action.cap !== undefined) partner('send_back', 'adjudicate')
  return faults
}

const outcomesOfWord: Partial<Record<Action['word'], readonly string[]>> = {
  approve_extension: ['approved', 'refused'],
  decide_appeal: ['upheld', 'rejected'],
  decide_exclusion: ['upheld', 'rejected'],
}

/** Words whose outcome the engine itself acts on have just those outcomes. */
function outcomeNeeds({ action, path }: Check): DefinitionFault[] {
  const needed = outcomesOfWord[action.word]
  if (!needed) return []
  const named = outcomesOf(action)
  return [
    ...needed
      .filter((name) => !named.includes(name))
      .map((name) => fault(`${path}.outcomes`, 'ledgers.outcome_missing', name)),
    ...named
      .filter((name) => !needed.includes(name))
      .map((name) => fault(`${path}.outcomes`, 'ledgers.outcome_unknown', name)),
  ]
}

/** A question that the word asks already can't be asked again under the same name. */
function askFaults({ definition, action, path }: Check): DefinitionFault[] {
  const taken = new Set(wordQuestions(action).map(({ name }) => name))
  return [
    ...action.asks.flatMap(({ name }, index) =>
      taken.has(name) ? [fault(`${path}.asks.${index}.name`, 'ledgers.name_taken', name)] : [],
    ),
    ...inputFields(definition, action).flatMap(({ name }) =>
      taken.has(name) ? [fault(`${path}.input`, 'ledgers.name_taken', name)] : [],
    ),
  ]
}
