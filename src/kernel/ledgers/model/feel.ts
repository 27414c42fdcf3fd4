import { parseExpression } from 'feelin'
import { AppError } from '#kernel/errors/model'
import { type Exact, round, TooMuch } from './exact.ts'
import { compileNode } from './feel-compile.ts'
import { feelFunctions } from './feel-functions.ts'
import { type Kind, toJson, toValue, type Value, type Variables } from './feel-kinds.ts'
import { FeelFault, faultAt, type Scope } from './feel-parts.ts'
import type { Json, Values } from './state.ts'

/** How long an expression may be, and how many steps it may take: nothing that is declared can keep a server busy. */
export const feelLengthMax = 500
const stepsMax = 100_000

export type Expression = {
  kind: Kind
  /** The variables that it uses. */
  uses: ReadonlySet<string>
  /**
   * What it gives for these values, stored as fields are.
   * @throws AppError ledgers.feel_too_much where it would take too long
   */
  evaluate(values: Readonly<Values>): Json
  /** The same as a whole number, halves away from nought: what money is kept in. */
  evaluateWhole(values: Readonly<Values>): Json
}

/**
 * Compiles an expression of FEEL (DMN's language) over variables of known kinds. feelin reads it; what it means is
 * worked out here, because feelin counts in floats: numbers are exact fractions, so 0.1 + 0.2 = 0.3, dates compare as
 * days, and what isn't known makes a condition unknown (null), which is not true.
 *
 * Supported: `+ - * / **`, comparisons, `between`, `in` with lists, tests and ranges, `and or not()`, `if then else`,
 * paths, lists, `for`, `some`, `every`, dates and durations in days or months, and the functions of
 * `feel-functions.ts`. Everything else is a fault, found here and not when somebody works with it.
 * @throws FeelFault with the piece that is at fault and where it begins
 */
export function compileFeel(text: string, variables: Variables): Expression {
  if (text.length > feelLengthMax) throw new FeelFault('feel_too_long', String(feelLengthMax), feelLengthMax)
  const { date: _constructor, ...functions } = feelFunctions
  const names = { ...functions, ...variables }
  const tree = parseExpression(text, names, undefined)
  const scope: Scope = { text, variables, used: new Set(), depth: 0, loops: 0 }
  refuseErrors(scope, tree)
  const top = tree.topNode.firstChild
  if (!top) throw new FeelFault('feel_syntax', text, 1)
  const { kind, run } = compileNode(scope, top)
  const work = (values: Readonly<Values>): Value => {
    const known = Object.fromEntries(
      [...scope.used].map((name) => [
        name,
        toValue(variables[name] as Kind, Object.hasOwn(values, name) ? values[name] : null),
      ]),
    )
    try {
      return run({ values: known, budget: { left: stepsMax } })
    } catch (error) {
      if (error instanceof TooMuch) throw new AppError('ledgers.feel_too_much', { status: 409, cause: error })
      throw error
    }
  }
  return {
    kind,
    uses: scope.used,
    evaluate: (values) => toJson(kind, work(values)),
    evaluateWhole: (values) => {
      const value = work(values)
      if (value === null || kind.is !== 'number') return toJson(kind, value)
      const amount = Number(round(value as Exact, 0, 'half_up').n)
      if (!Number.isSafeInteger(amount)) throw new AppError('ledgers.feel_too_much', { status: 409 })
      return amount
    },
  }
}

function refuseErrors(scope: Scope, tree: ReturnType<typeof parseExpression>): void {
  tree.iterate({
    enter: ({ node }) => {
      if (!node.type.isError) return
      const fault = faultAt(scope, node, 'feel_syntax')
      throw fault.piece === '' ? new FeelFault('feel_syntax', scope.text.slice(-60), fault.at) : fault
    },
  })
}
