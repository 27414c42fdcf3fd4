import type { DefinitionFault } from './definition-fault.ts'
import type { Action, Field, LedgerDefinition } from './definition.ts'
import { inputFields } from './fields.ts'
import { circles, type Given, partsOf, type Reaction, registerAction } from './reactions.ts'
import { isSealedField } from './secrets.ts'
import { outcomesOf } from './word-questions.ts'

type Find = (ledger: string) => LedgerDefinition | undefined
const fault = (path: string, code: string, name: string): DefinitionFault => ({ path, code, name })

/** What is wrong with reactions as far as their own ledger tells. */
export function reactionFaults(definition: LedgerDefinition): DefinitionFault[] {
  const { reactions = [], actions } = definition
  const ids = reactions.map(({ id }) => id)
  return reactions.flatMap((reaction, index) => {
    const { id, on, register, act } = reaction
    const path = `reactions.${index}`
    const action = actions.find((item) => item.id === on.action)
    const given = register
      ? { at: 'register.fields', all: register.fields }
      : { at: 'act.input', all: act?.input ?? {} }
    return [
      ...(ids.indexOf(id) < index ? [fault(`${path}.id`, 'ledgers.declared_twice', id)] : []),
      ...((register === undefined) === (act === undefined)
        ? [fault(path, 'ledgers.reaction_does_one', id)]
        : []),
      ...(action ? [] : [fault(`${path}.on.action`, 'ledgers.not_declared', on.action)]),
      ...(action && on.outcome !== undefined && !outcomesOf(action).includes(on.outcome)
        ? [fault(`${path}.on.outcome`, 'ledgers.not_declared', on.outcome)]
        : []),
      ...Object.entries(given.all).flatMap(([name, value]) =>
        partsOf(value, name).flatMap(({ path: at, one }) =>
          sourceFaults(definition, action, one, `${path}.${given.at}.${at}`),
        ),
      ),
      ...Object.entries(given.all).flatMap(([name, value]) =>
        'row' in value && !(value.row.key in value.row.values)
          ? [fault(`${path}.${given.at}.${name}.row.key`, 'ledgers.not_declared', value.row.key)]
          : [],
      ),
      ...targetFaults(definition, reaction, path),
    ]
  })
}

/** A field that names whom to act on must be one that names an entry of a ledger. */
function targetFaults({ fields }: LedgerDefinition, { act }: Reaction, path: string): DefinitionFault[] {
  if (!act || typeof act.on === 'string') return []
  const name = act.on.field
  const field = fields.find((one) => one.name === name)
  if (!field) return [fault(`${path}.act.on.field`, 'ledgers.not_declared', name)]
  const leads = field.kind === 'entry' && field.ledger !== undefined
  return leads ? [] : [fault(`${path}.act.on.field`, 'ledgers.reaction_reaches_none', name)]
}

/** What a value is taken from must be declared, and no secret of a person: those stay where they were said. */
function sourceFaults(
  definition: LedgerDefinition,
  action: Action | undefined,
  one: ReturnType<typeof partsOf>[number]['one'],
  path: string,
): DefinitionFault[] {
  if (!('from' in one)) return []
  const source = sourceOf(definition, action, one.from)
  if (!source) return [fault(`${path}.from`, 'ledgers.not_declared', one.from)]
  return isSealedField(source) ? [fault(`${path}.from`, 'ledgers.reaction_takes_secret', one.from)] : []
}

function sourceOf({ fields }: LedgerDefinition, action: Action | undefined, name: string): Field | undefined {
  return action?.asks.find((ask) => ask.name === name) ?? fields.find((field) => field.name === name)
}

/** What is wrong with a ledger's reactions as far as the ledgers tell that they reach. */
export function reactionFaultsAcross(
  definition: LedgerDefinition,
  find: Find,
  all: readonly LedgerDefinition[],
) {
  return (definition.reactions ?? []).flatMap((reaction, index) => {
    const path = `reactions.${index}`
    return reaction.register
      ? registerFaults(definition, reaction, path, find)
      : actFaults(definition, reaction, path, all)
  })
}

function registerFaults(
  definition: LedgerDefinition,
  { on, register }: Reaction,
  path: string,
  find: Find,
): DefinitionFault[] {
  if (!register) return []
  const at = `${path}.register`
  const target = find(register.ledger)
  const action = target && registerAction(target)
  if (!target || !action) return [fault(`${at}.ledger`, 'ledgers.not_declared', register.ledger)]
  const missing = inputFields(target, action).filter(
    ({ name, required, visible }) => required && visible === undefined && !(name in register.fields),
  )
  return [
    ...systemFaults(target, action, `${at}.ledger`),
    ...missing.map(({ name }) => fault(`${at}.fields`, 'ledgers.reaction_lacks_field', name)),
    ...carriedFaults({ definition, on, given: register.fields, target, action, path: `${at}.fields` }),
  ]
}

function actFaults(
  definition: LedgerDefinition,
  { on, act }: Reaction,
  path: string,
  all: readonly LedgerDefinition[],
): DefinitionFault[] {
  if (!act) return []
  const at = `${path}.act`
  const targets = reached(definition, act.on, all)
  if (targets.length === 0)
    return [
      fault(`${at}.on`, 'ledgers.reaction_reaches_none', typeof act.on === 'string' ? act.on : act.on.field),
    ]
  return targets.flatMap((target) => {
    const action = target.actions.find(({ id }) => id === act.action)
    if (!action) return [fault(`${at}.action`, 'ledgers.not_declared', `${target.id}.${act.action}`)]
    return [
      ...systemFaults(target, action, `${at}.action`),
      ...carriedFaults({ definition, on, given: act.input, target, action, path: `${at}.input` }),
    ]
  })
}

/** The ledgers whose entries a reaction may act on. */
function reached(
  definition: LedgerDefinition,
  on: NonNullable<Reaction['act']>['on'],
  all: readonly LedgerDefinition[],
): LedgerDefinition[] {
  if (typeof on !== 'string') {
    const named = definition.fields.find(({ name }) => name === on.field)?.ledger
    return all.filter(({ id }) => id === named)
  }
  const { relation, outward } = circles[on]
  return all.filter((other) =>
    outward
      ? ties(definition, relation, all).includes(other.id)
      : ties(other, relation, all).includes(definition.id),
  )
}

/** The ledgers to whose entries those of a ledger may be tied: by its own links, and by reactions that register in it. */
function ties(definition: LedgerDefinition, relation: string, all: readonly LedgerDefinition[]): string[] {
  const own = definition.actions.flatMap(({ link }) =>
    link?.relations.some((one) => one === relation) ? [link.ledger ?? definition.id] : [],
  )
  const born = all
    .filter(({ reactions = [] }) =>
      reactions.some(({ register }) => register?.ledger === definition.id && register.link === relation),
    )
    .map(({ id }) => id)
  return [...own, ...born]
}

/** A ledger lets the kernel act in it only where it says so. */
function systemFaults(target: LedgerDefinition, { id, by }: Action, path: string): DefinitionFault[] {
  const allowed = by.some(({ who }) => who === 'system')
  return allowed ? [] : [fault(path, 'ledgers.reaction_not_allowed', `${target.id}.${id}`)]
}

type Carried = {
  definition: LedgerDefinition
  on: Reaction['on']
  given: Record<string, Given>
  target: LedgerDefinition
  action: Action
  path: string
}

/** Values go into what the target asks for, and never to where more may read them than where they come from. */
function carriedFaults({ definition, on, given, target, action, path }: Carried): DefinitionFault[] {
  const cause = definition.actions.find(({ id }) => id === on.action)
  const known = [...inputFields(target, action), ...action.asks]
  const outcomes = outcomesOf(action)
  return Object.entries(given).flatMap(([name, value]) => {
    const field = known.find((item) => item.name === name)
    if (!field && !(name === 'outcome' && outcomes.length > 0))
      return [fault(`${path}.${name}`, 'ledgers.not_declared', `${target.id}.${name}`)]
    return partsOf(value, name).flatMap(({ path: at, item, one }) => {
      if (item !== undefined && !(field?.items ?? []).some((each) => each.name === item))
        return [fault(`${path}.${at}`, 'ledgers.not_declared', `${target.id}.${name}.${item}`)]
      const source = 'from' in one ? sourceOf(definition, cause, one.from) : undefined
      const from = 'value' in one ? 0 : Math.max(definition.sensitivity, source?.sensitivity ?? 0)
      const into = Math.max(target.sensitivity, field?.sensitivity ?? 0)
      return from > into ? [fault(`${path}.${at}`, 'ledgers.reaction_lowers_class', name)] : []
    })
  })
}
