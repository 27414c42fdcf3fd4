import { useState } from 'react'
import { asApiError } from './api.ts'
import { type FormProblem, problemsOf } from './ErrorSummary.tsx'

/** What is wrong with a form: found here before sending, or said by the server after. */
export function useProblems() {
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [general, setGeneral] = useState<string>()
  return {
    problems,
    general,
    problemOf: (name: string) => problems.find(({ field }) => field === name)?.text,
    /** A field that is being mended is no longer said to be wrong. */
    forget: (name: string) => setProblems((before) => before.filter(({ field }) => field !== name)),
    /** Keeps what is missing; whether the form can be sent. */
    check: (missing: readonly FormProblem[]) => {
      setProblems(missing)
      setGeneral(undefined)
      return missing.length === 0
    },
    refuse: (error: unknown) => {
      const problem = asApiError(error)
      setProblems(problemsOf(problem))
      setGeneral(problem.detail)
      return problem
    },
  }
}
