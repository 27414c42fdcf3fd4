import type { DefinitionFault } from './definition-fault.ts'
import { type Action, type Field, isTyped, type LedgerDefinition } from './definition.ts'
import { fillFaults } from './fills.ts'
import { inputFields } from './fields.ts'
import { compileRules, ruleNames } from './rules.ts'
import { outcomesOf } from './word-questions.ts'

const fault = (
  path: string,
  code: string,
  name: string,
  params?: DefinitionFault['params'],
): DefinitionFault => ({ path, code, name, ...(params ? { params } : {}) })

/** What the engine itself asks of an action, and what its form is sent with. */
const formNames = new Set([
  'outcome',
  'stage',
  'source',
  'organisationId',
  'organisations',
  'accountId',
  'divisionCode',
  'effectiveAt',
  'expectedSeq',
])
const rules = new Set<string>(ruleNames)
/** Names that every object of the language has: looked up in a table of values, they would be found unsaid. */
const everyObjectHas = (name: string) => name in {}

/** Faults of names, fields and outcomes that the schema alone can't tell. */
export function moreFaults(definition: LedgerDefinition): DefinitionFault[] {
  return [
    ...fieldFaults(definition.fields, 'fields', (name) => rules.has(name) || formNames.has(name)),
    ...idFaults(definition),
    ...titleFaults(definition),
    ...computedFaults(definition),
    ...fillFaults(definition),
    ...definition.actions.flatMap((action, index) => actionFaults(definition, action, `actions.${index}`)),
    ...compileRules(definition).faults,
  ]
}

function fieldFaults(
  fields: readonly Field[],
  path: string,
  reserved: (name: string) => boolean,
): DefinitionFault[] {
  return fields.flatMap((field, index) => {
    const { name, min, max, options = [], items = [] } = field
    const at = `${path}.${index}`
    const values = options.map(({ value }) => value)
    return [
      ...(everyObjectHas(name) || reserved(name) ? [fault(`${at}.name`, 'ledgers.name_reserved', name)] : []),
      ...(min !== undefined && max !== undefined && min > max
        ? [fault(`${at}.min`, 'ledgers.min_over_max', name, { min, max })]
        : []),
      ...values.flatMap((value, place) =>
        values.indexOf(value) < place
          ? [fault(`${at}.options.${place}.value`, 'ledgers.declared_twice', value)]
          : [],
      ),
      ...(['keepsOriginal', 'keptMonths'] as const)
        .filter((part) => field[part] !== undefined && field.kind !== 'files')
        .map((part) => fault(`${at}.${part}`, 'ledgers.not_for_this_kind', name)),
      ...twice(
        items.map((item) => item.name),
        `${at}.items`,
        '.name',
      ),
      ...fieldFaults(items, `${at}.items`, () => false),
    ]
  })
}

function twice(names: readonly string[], path: string, end = ''): DefinitionFault[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index ? [fault(`${path}.${index}${end}`, 'ledgers.declared_twice', name)] : [],
  )
}

function idFaults({ stages, tasks, actions }: LedgerDefinition): DefinitionFault[] {
  const check = (path: string, name: string) =>
    everyObjectHas(name) ? [fault(path, 'ledgers.name_reserved', name)] : []
  return [
    ...stages.flatMap(({ id }, index) => check(`stages.${index}.id`, id)),
    ...tasks.flatMap(({ kind }, index) => check(`tasks.${index}.kind`, kind)),
    ...actions.flatMap((action, index) => [
      ...check(`actions.${index}.id`, action.id),
      ...outcomesOf(action).flatMap((id) => check(`actions.${index}.byOutcome`, id)),
    ]),
  ]
}

function titleFaults({ fields, titleField }: LedgerDefinition): DefinitionFault[] {
  const field = fields.find(({ name }) => name === titleField)
  if (!field) return []
  if (field.kind !== 'text') return [fault('titleField', 'ledgers.title_not_text', titleField)]
  return field.visible === undefined ? [] : [fault('titleField', 'ledgers.title_hidden', titleField)]
}

function computedFaults({ fields, actions }: LedgerDefinition): DefinitionFault[] {
  const misplaced = (asks: readonly Field[], path: string) =>
    asks.flatMap((ask, index) =>
      (['computed', 'visible', 'derived'] as const)
        .filter((part) => ask[part] !== undefined)
        .map((part) => fault(`${path}.${index}.${part}`, 'ledgers.not_for_questions', ask.name)),
    )
  return [
    ...fields.flatMap(({ name, derived, computed }, index) =>
      derived && computed !== undefined
        ? [fault(`fields.${index}.computed`, 'ledgers.derived_twice', name)]
        : [],
    ),
    ...actions.flatMap(({ asks }, index) => misplaced(asks, `actions.${index}.asks`)),
  ]
}

function actionFaults(definition: LedgerDefinition, action: Action, path: string): DefinitionFault[] {
  const asked = new Set(inputFields(definition, action).map(({ name }) => name))
  const names = action.asks.map(({ name }) => name)
  const derived = new Set(definition.fields.filter((field) => !isTyped(field)).map(({ name }) => name))
  const input = action.input === 'all' ? [] : action.input
  return [
    ...fieldFaults(action.asks, `${path}.asks`, (name) => formNames.has(name)),
    ...twice(names, `${path}.asks`, '.name'),
    ...names.flatMap((name, index) =>
      asked.has(name) ? [fault(`${path}.asks.${index}.name`, 'ledgers.name_taken', name)] : [],
    ),
    ...input.flatMap((name, index) =>
      derived.has(name) ? [fault(`${path}.input.${index}`, 'ledgers.derived_in_input', name)] : [],
    ),
    ...outcomeFaults(definition, action, path),
  ]
}

/** An outcome that something waits for must be one that can come. */
function outcomeFaults({ actions }: LedgerDefinition, action: Action, path: string): DefinitionFault[] {
  const own = outcomesOf(action)
  return [
    ...action.opens.flatMap(({ whenOutcome }, index) =>
      whenOutcome === undefined || own.includes(whenOutcome)
        ? []
        : [fault(`${path}.opens.${index}.whenOutcome`, 'ledgers.not_declared', whenOutcome)],
    ),
    ...action.evidence.flatMap((rule, index) => {
      if (rule.kind !== 'done' || rule.outcome === undefined) return []
      const other = actions.find(({ id }) => id === rule.action)
      const possible = other ? outcomesOf(other) : [rule.outcome]
      // An action without outcomes leaves the mark that it was done.
      const fits = possible.length === 0 ? rule.outcome === 'done' : possible.includes(rule.outcome)
      return fits ? [] : [fault(`${path}.evidence.${index}.outcome`, 'ledgers.not_declared', rule.outcome)]
    }),
  ]
}

/** What may be meant, but is worth a second look: stages that no entry reaches, and open ones that it can't leave. */
export function findWarnings({ stages, actions }: LedgerDefinition): DefinitionFault[] {
  const leads = (action: Action, from: string | undefined): string[] => {
    if (action.toReported) return stages.map(({ id }) => id)
    const to = [...Object.values(action.byOutcome ?? {}), ...(action.to === undefined ? [] : [action.to])]
    return to.filter((stage) => stage !== from)
  }
  const reached = new Set<string>()
  const waiting = actions
    .filter(({ word }) => word === 'register')
    .flatMap((action) => leads(action, undefined))
  for (let stage = waiting.pop(); stage !== undefined; stage = waiting.pop()) {
    if (reached.has(stage)) continue
    reached.add(stage)
    const from = stage
    waiting.push(
      ...actions.filter((action) => action.from.includes(from)).flatMap((action) => leads(action, from)),
    )
  }
  return stages.flatMap(({ id, open }, index) => {
    const left = actions.some((action) => action.from.includes(id) && leads(action, id).length > 0)
    return [
      ...(reached.has(id) ? [] : [fault(`stages.${index}`, 'ledgers.stage_unreachable', id)]),
      ...(!open || left ? [] : [fault(`stages.${index}`, 'ledgers.stage_without_way_out', id)]),
    ]
  })
}
