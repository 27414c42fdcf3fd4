import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { DefinitionFault } from './definition-fault.ts'
import { moreFaults } from './definition-faults.ts'
import { type Action, type Field, LedgerDefinition, type LedgerInput } from './definition.ts'
import { linkFaults } from './links.ts'
import { reactionFaults } from './reaction-faults.ts'
import { secretFaults, secretPersons, withoutSealed } from './secrets.ts'
import { serialFaults } from './serials.ts'
import { assignSlots } from './slots.ts'
import type { EntryState, Values } from './state.ts'
import { statisticsFaults } from './statistics-terms.ts'
import { wordFaults } from './word-faults.ts'

/** A ledger declared in code: the definition, and what only code can say. */
export type Ledger = {
  definition: LedgerDefinition
  /** Computes the derived fields; pure, and called at every change. */
  derive?: (values: Values, stage: string) => Values
  /**
   * What only code can say of an action when it is decided: derived values to be logged with it, or the AppError that
   * refuses it. Pure, and asked once: what it said is read from the log afterwards, never worked out again.
   */
  judge?: (asked: Judged) => Values
}

/** An action as it would leave the entry: the state before, and what would be so after. */
export type Judged = {
  action: string
  before: EntryState
  values: Values
  stage: string
  /** What the action asks beside the entry's fields. */
  asks: Values
  source: string | undefined
  actor: Actor
  effectiveAt: string
  /** What the platform looked up beforehand. */
  lookedUp: Values
}

/**
 * Declares a ledger type. Everything that a declaration names must be declared: it fails at once, with the path.
 * @throws AppError ledgers.bad_definition, whose message lists every fault as `actions.2.to: "done" …`
 */
export function defineLedger(input: LedgerInput, derive?: Ledger['derive'], judge?: Ledger['judge']): Ledger {
  const definition = parseDefinition(input)
  const judged = judge ? { judge } : {}
  if (!derive) return { definition, ...judged }
  if (secretPersons(definition).size === 0) return { definition, derive, ...judged }
  return { definition, derive: (values, stage) => derive(withoutSealed(values), stage), ...judged }
}

/** The same for a definition that came as data. */
export function parseDefinition(input: unknown): LedgerDefinition {
  const parsed = LedgerDefinition.safeParse(input)
  if (!parsed.success) {
    throw badDefinition(
      parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), code: message, name: '' })),
    )
  }
  const faults = findFaults(parsed.data)
  if (faults.length > 0) throw badDefinition(faults)
  return parsed.data
}

/** One error that names every fault with its place. */
export function badDefinition(faults: DefinitionFault[]): AppError {
  const list = faults.map(({ path, code, name }) => `${path}: ${name ? `"${name}" ` : ''}${code}`).join('; ')
  return new AppError('ledgers.bad_definition', {
    path: faults[0]?.path ?? '',
    params: { count: faults.length, faults: list },
    items: faults.map(({ path, code, name, params }) => ({ path, code, params: { name, ...params } })),
  })
}

export function findFaults(definition: LedgerDefinition): DefinitionFault[] {
  const faults: DefinitionFault[] = assignSlots(definition.fields).faults.map(
    ({ path, code, field, params }) => ({
      path,
      code,
      name: field,
      ...(params ? { params } : {}),
    }),
  )
  const fields = new Set<string>()
  definition.fields.forEach((field, index) => {
    if (fields.has(field.name))
      faults.push({ path: `fields.${index}.name`, code: 'ledgers.declared_twice', name: field.name })
    fields.add(field.name)
  })
  faults.push(...shapeFaults(definition.fields, 'fields'))
  faults.push(...classFaults(definition))
  faults.push(...secretFaults(definition))
  if (!fields.has(definition.titleField))
    faults.push({ path: 'titleField', code: 'ledgers.not_declared', name: definition.titleField })
  faults.push(
    ...duplicates(
      definition.stages.map((stage) => stage.id),
      'stages',
    ),
  )
  faults.push(
    ...duplicates(
      definition.tasks.map((task) => task.kind),
      'tasks',
    ),
  )
  faults.push(
    ...duplicates(
      definition.actions.map((action) => action.id),
      'actions',
    ),
  )
  const names = {
    fields,
    stages: new Set(definition.stages.map((stage) => stage.id)),
    tasks: new Set(definition.tasks.map((task) => task.kind)),
    actions: new Set(definition.actions.map((action) => action.id)),
  }
  definition.actions.forEach((action, index) =>
    faults.push(...actionFaults(action, `actions.${index}`, names)),
  )
  faults.push(...serialFaults(definition), ...linkFaults(definition), ...reactionFaults(definition))
  // What a task is due by is said in a field or in a question of the action that opens it.
  const asked = new Set(definition.actions.flatMap((action) => action.asks.map((ask) => ask.name)))
  definition.tasks.forEach(({ dueFrom }, index) => {
    if (dueFrom !== undefined && !fields.has(dueFrom) && !asked.has(dueFrom))
      faults.push({ path: `tasks.${index}.dueFrom`, code: 'ledgers.not_declared', name: dueFrom })
  })
  if (!definition.actions.some((action) => action.word === 'register'))
    faults.push({ path: 'actions', code: 'ledgers.no_register', name: '' })
  faults.push(...wordFaults(definition), ...statisticsFaults(definition), ...moreFaults(definition))
  return faults
}

/** Options and items where their kind needs them and nowhere else, in lists and in an action's questions alike. */
function shapeFaults(fields: readonly Field[], path: string): DefinitionFault[] {
  return fields.flatMap(({ name, kind, options, items }, index) => {
    const needsOptions = kind === 'choice' || kind === 'choices'
    const at = `${path}.${index}`
    return [
      ...(needsOptions === (options !== undefined)
        ? []
        : [{ path: `${at}.options`, code: 'ledgers.options_misplaced', name }]),
      ...((kind === 'list') === (items !== undefined)
        ? []
        : [{ path: `${at}.items`, code: 'ledgers.items_misplaced', name }]),
      ...shapeFaults(items ?? [], `${at}.items`),
    ]
  })
}

/** Classes where they can't be kept: whoever sees an entry sees its title, and a list's rows are read as one. */
function classFaults({ fields, titleField, sensitivity: own }: LedgerDefinition): DefinitionFault[] {
  return fields.flatMap(({ name, sensitivity = 0, items = [] }, index) => [
    ...(name === titleField && sensitivity > own
      ? [{ path: `fields.${index}.sensitivity`, code: 'ledgers.class_misplaced', name }]
      : []),
    ...items.flatMap((item, at) =>
      item.sensitivity === undefined
        ? []
        : [
            {
              path: `fields.${index}.items.${at}.sensitivity`,
              code: 'ledgers.class_misplaced',
              name: item.name,
            },
          ],
    ),
  ])
}

function duplicates(ids: string[], path: string): DefinitionFault[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [{ path: `${path}.${index}`, code: 'ledgers.declared_twice', name: id }] : [],
  )
}

type Names = Record<'fields' | 'stages' | 'tasks' | 'actions', Set<string>>

function outcomeFaults({ outcomes = [], byOutcome }: Action, path: string): DefinitionFault[] {
  const ids = outcomes.map(({ id }) => id)
  return [
    ...duplicates(ids, `${path}.outcomes`),
    ...ids.flatMap((id, index) =>
      !byOutcome || Object.hasOwn(byOutcome, id)
        ? []
        : [{ path: `${path}.outcomes.${index}.id`, code: 'ledgers.not_declared', name: id }],
    ),
  ]
}

function actionFaults(action: Action, path: string, names: Names): DefinitionFault[] {
  const faults = shapeFaults(action.asks, `${path}.asks`)
  const check = (set: keyof Names, name: string | undefined, at: string) => {
    if (name !== undefined && !names[set].has(name))
      faults.push({ path: `${path}.${at}`, code: 'ledgers.not_declared', name })
  }
  action.from.forEach((stage, index) => check('stages', stage, `from.${index}`))
  check('stages', action.to, 'to')
  for (const [outcome, stage] of Object.entries(action.byOutcome ?? {}))
    check('stages', stage, `byOutcome.${outcome}`)
  faults.push(...outcomeFaults(action, path))
  action.by.forEach((party, index) => {
    if (party.who === 'holder' || party.who === 'held') check('tasks', party.task, `by.${index}.task`)
  })
  if (action.input !== 'all') action.input.forEach((name, index) => check('fields', name, `input.${index}`))
  action.opens.forEach(({ task, assign }, index) => {
    check('tasks', task, `opens.${index}.task`)
    if (assign.to === 'holder') check('tasks', assign.task, `opens.${index}.assign.task`)
  })
  if (action.closes !== 'all') action.closes.forEach((kind, index) => check('tasks', kind, `closes.${index}`))
  check('tasks', action.leadTask, 'leadTask')
  action.evidence.forEach((rule, index) => {
    if (rule.kind === 'done') check('actions', rule.action, `evidence.${index}.action`)
    else if (rule.kind === 'elapsed' || rule.kind === 'no_task')
      check('tasks', rule.task, `evidence.${index}.task`)
    else if (rule.kind !== 'condition') check('fields', rule.field, `evidence.${index}.field`)
  })
  const starts = action.word === 'register'
  if (starts !== (action.from.length === 0))
    faults.push({
      path: `${path}.from`,
      code: starts ? 'ledgers.register_has_no_from' : 'ledgers.from_missing',
      name: action.id,
    })
  if (starts && action.to === undefined && !action.toReported)
    faults.push({ path: `${path}.to`, code: 'ledgers.register_needs_to', name: action.id })
  return faults
}
