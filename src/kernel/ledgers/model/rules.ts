import { divisionLevels } from '#kernel/divisions/model'
import { type Action, type Field, isTyped, type LedgerDefinition } from './definition.ts'
import { compileFeel, type Expression } from './feel.ts'
import { dateKind, type Kind, kindOf, numberKind, textKind, unify, type Variables } from './feel-kinds.ts'
import { FeelFault } from './feel-parts.ts'
import { inputFields } from './fields.ts'
import type { DefinitionFault } from './definition-fault.ts'
import { isSealedField } from './secrets.ts'
import { outcomesOf, wordQuestions } from './word-questions.ts'

/** Names that expressions know besides the fields, so that no field may have them. */
export const ruleNames = ['stage', 'today', 'actor', 'input'] as const

export type ActionRules = {
  when?: Expression
  /** By the place of the opening and of the evidence in the declaration. */
  opens: ReadonlyMap<number, Expression>
  evidence: ReadonlyMap<number, Expression>
}

/** The expressions of a definition, compiled. */
export type Rules = {
  actions: ReadonlyMap<Action, ActionRules>
  /** By the reaction's id. */
  reactions: ReadonlyMap<string, Expression>
  /** In the order in which they can be worked out. */
  computed: readonly { field: Field; expression: Expression }[]
  visible: readonly { field: Field; expression: Expression }[]
}

/** What a form knows of a ledger. */
export type Shape = { fields: readonly Field[]; stages: readonly { id: string }[] }

type Compiler = {
  faults: DefinitionFault[]
  compile(
    text: string,
    variables: Variables,
    path: string,
    fits: (kind: Kind) => boolean,
  ): Expression | undefined
}

function compiler(definition: Shape): Compiler {
  const secrets = new Set(definition.fields.filter(isSealedField).map(({ name }) => name))
  const faults: DefinitionFault[] = []
  return {
    faults,
    compile: (text, variables, path, fits) => {
      try {
        const expression = compileFeel(text, variables)
        const secret = [...expression.uses].find((name) => secrets.has(name))
        if (secret !== undefined) faults.push({ path, code: 'ledgers.rule_reads_secret', name: secret })
        else if (fits(expression.kind)) return expression
        else
          faults.push({
            path,
            code: 'ledgers.feel_wrong_result',
            name: text,
            params: { kind: expression.kind.is },
          })
      } catch (error) {
        if (!(error instanceof FeelFault)) throw error
        faults.push({ path, code: `ledgers.${error.code}`, name: error.piece, params: { at: error.at } })
      }
      return undefined
    },
  }
}

const isTruth = (kind: Kind) => kind.is === 'boolean'

function fieldVariables({ fields, stages }: Shape): Record<string, Kind> {
  return {
    ...Object.fromEntries(fields.map((field) => [field.name, kindOf(field)])),
    stage: { is: 'text', options: stages.map(({ id }) => id) },
    today: dateKind,
  }
}

const actor: Kind = {
  is: 'context',
  fields: { role: textKind, level: { is: 'text', options: divisionLevels }, organisationId: numberKind },
}

/** What an action is told: the fields and questions of its form, its outcome, who is to handle it. */
function inputKind(definition: LedgerDefinition, action: Action): Kind {
  const asked = [...inputFields(definition, action), ...action.asks, ...wordQuestions(action)].filter(
    (field) => !isSealedField(field),
  )
  const outcomes = outcomesOf(action)
  return {
    is: 'context',
    fields: {
      ...Object.fromEntries(asked.map((field) => [field.name, kindOf(field)])),
      ...(outcomes.length > 0 ? { outcome: { is: 'text', options: outcomes } } : {}),
      ...(action.toReported ? { stage: { is: 'text', options: definition.stages.map(({ id }) => id) } } : {}),
      organisationId: numberKind,
      accountId: numberKind,
    },
  }
}

function compileActions(definition: LedgerDefinition, compiling: Compiler): Map<Action, ActionRules> {
  const before = { ...fieldVariables(definition), actor }
  return new Map(
    definition.actions.map((action, index) => {
      const path = `actions.${index}`
      const during: Variables = { ...before, input: inputKind(definition, action) }
      const opens = new Map<number, Expression>()
      const evidence = new Map<number, Expression>()
      action.opens.forEach((opening, at) => {
        if (opening.when === undefined) return
        const found = compiling.compile(opening.when, during, `${path}.opens.${at}.when`, isTruth)
        if (found) opens.set(at, found)
      })
      action.evidence.forEach((rule, at) => {
        if (rule.kind !== 'condition') return
        const found = compiling.compile(rule.feel, during, `${path}.evidence.${at}.feel`, isTruth)
        if (found) evidence.set(at, found)
      })
      const when = action.when && compiling.compile(action.when.feel, before, `${path}.when.feel`, isTruth)
      return [action, { opens, evidence, ...(when ? { when } : {}) }]
    }),
  )
}

function compileReactions(definition: LedgerDefinition, compiling: Compiler): Map<string, Expression> {
  const compiled = new Map<string, Expression>()
  for (const [index, { id, on }] of (definition.reactions ?? []).entries()) {
    const action = definition.actions.find((item) => item.id === on.action)
    if (on.when === undefined || !action) continue
    const variables = { ...fieldVariables(definition), input: inputKind(definition, action) }
    const found = compiling.compile(on.when, variables, `reactions.${index}.on.when`, isTruth)
    if (found) compiled.set(id, found)
  }
  return compiled
}

const computable = new Set<Field['kind']>([
  'text',
  'long_text',
  'choice',
  'choices',
  'number',
  'money',
  'date',
  'boolean',
])

/** Whether what an expression gives may stand in the field: of its kind, and of a choice only its options. */
function fitsField(field: Field): (kind: Kind) => boolean {
  const target = kindOf(field)
  const word = target.is === 'list' ? target.of : target
  return (kind) => {
    if (!unify(target, kind)) return false
    const given = kind.is === 'list' ? kind.of : kind
    if (word.is !== 'text' || !word.options || given.is !== 'text') return true
    return given.options?.every((option) => word.options?.includes(option)) ?? false
  }
}

type Found = { field: Field; index: number; expression: Expression }

function compileFields(definition: Shape, compiling: Compiler, part: 'computed' | 'visible'): Found[] {
  const variables = fieldVariables(definition)
  return definition.fields.flatMap((field, index) => {
    const text = field[part]
    const path = `fields.${index}.${part}`
    if (text === undefined) return []
    if (part === 'computed' && !computable.has(field.kind)) {
      compiling.faults.push({ path, code: 'ledgers.not_computable', name: field.name })
      return []
    }
    const expression = compiling.compile(
      text,
      variables,
      path,
      part === 'computed' ? fitsField(field) : isTruth,
    )
    return expression ? [{ field, index, expression }] : []
  })
}

/** Each after those that it uses. What uses itself, by however many others, is a fault. */
function inOrder(found: readonly Found[], part: 'computed' | 'visible', faults: DefinitionFault[]): Found[] {
  const byName = new Map(found.map((item) => [item.field.name, item]))
  const done = new Map<string, Found>()
  const place = (item: Found, above: readonly string[]): void => {
    const { name } = item.field
    if (done.has(name)) return
    if (above.includes(name)) {
      const circle = [...above.slice(above.indexOf(name)), name].join(' → ')
      faults.push({
        path: `fields.${item.index}.${part}`,
        code: 'ledgers.in_a_circle',
        name,
        params: { circle },
      })
      return
    }
    for (const used of item.expression.uses) {
      const other = byName.get(used)
      if (other) place(other, [...above, name])
    }
    done.set(name, item)
  }
  for (const item of found) place(item, [])
  return [...done.values()]
}

/** What a field is worked out of must not be of a higher class than itself: it would give it away. */
function classFaults(
  found: readonly Found[],
  part: 'computed' | 'visible',
  { fields }: Shape,
): DefinitionFault[] {
  return found.flatMap(({ field, index, expression }) =>
    fields
      .filter(
        ({ name, sensitivity = 0 }) => expression.uses.has(name) && sensitivity > (field.sensitivity ?? 0),
      )
      .map(({ name }) => ({ path: `fields.${index}.${part}`, code: 'ledgers.class_too_low' as const, name })),
  )
}

type Visible = Rules['visible']

/** When each field is shown that depends on others, those first that others depend on. */
export function compileVisible(definition: Shape): { visible: Visible; faults: DefinitionFault[] } {
  const compiling = compiler(definition)
  const { faults } = compiling
  const found = compileFields(definition, compiling, 'visible')
  const typed = new Set(definition.fields.filter(isTyped).map(({ name }) => name))
  // A form knows what is typed into it; what rules make of that, it learns when it is sent.
  for (const { index, expression } of found)
    for (const name of expression.uses)
      if (!typed.has(name) && name !== 'stage' && name !== 'today')
        faults.push({ path: `fields.${index}.visible`, code: 'ledgers.visible_uses_derived', name })
  faults.push(...classFaults(found, 'visible', definition))
  return { visible: inOrder(found, 'visible', faults), faults }
}

/** Compiles what a definition says in expressions; everything that is wrong with them, each with its place. */
export function compileRules(definition: LedgerDefinition): { rules: Rules; faults: DefinitionFault[] } {
  const compiling = compiler(definition)
  const { faults } = compiling
  const actions = compileActions(definition, compiling)
  const reactions = compileReactions(definition, compiling)
  const found = compileFields(definition, compiling, 'computed')
  faults.push(...classFaults(found, 'computed', definition))
  const computed = inOrder(found, 'computed', faults)
  const { visible, faults: others } = compileVisible(definition)
  return { rules: { actions, reactions, computed, visible }, faults: [...faults, ...others] }
}

const known = new WeakMap<LedgerDefinition, Rules>()

/** The compiled expressions of a definition that was found to be without faults. */
export function rulesOf(definition: LedgerDefinition): Rules {
  const rules = known.get(definition) ?? compileRules(definition).rules
  known.set(definition, rules)
  return rules
}
