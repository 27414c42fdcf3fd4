export type Failure = { name: string; reason: string }
/** What came of a step. `notRun` says what was left out and why; it counts as failed where everything must run. */
export type Outcome = { passed: number; failures: Failure[]; notRun: string[] }

export const nothing = (): Outcome => ({ passed: 0, failures: [], notRun: [] })
export const leftOut = (what: string): Outcome => ({ passed: 0, failures: [], notRun: [what] })

/** A check counts as one test. */
export function checked(name: string, { code, output }: { code: number; output: string }): Outcome {
  return code === 0
    ? { passed: 1, failures: [], notRun: [] }
    : { passed: 0, failures: [{ name, reason: output.trim() }], notRun: [] }
}

export function sum(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((total, { passed }) => total + passed, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
    notRun: outcomes.flatMap(({ notRun }) => notRun),
  }
}

/** The closing lines: what was not run and why, then the count. */
export function closingLines(total: Outcome, everything: boolean): string[] {
  const failed = total.failures.length + (everything ? total.notRun.length : 0)
  const left = total.notRun.length === 0 ? 'Nothing was left out.' : `Not run: ${total.notRun.join('; ')}`
  return [left, `${total.passed} passed, ${failed} failed`]
}

export function hasFailed(total: Outcome, everything: boolean): boolean {
  return total.failures.length > 0 || total.passed === 0 || (everything && total.notRun.length > 0)
}
