import { useReducer } from 'react'
import { samePlan } from '../../model/plan/changes.ts'
import type { Plan } from '../../model/plan/plan.ts'

type Editing = {
  /** As it was read, with its revision: what mine is compared with, and what a conflict is merged from. */
  readonly base: Plan
  readonly revision: number
  readonly past: readonly Plan[]
  readonly present: Plan
  readonly future: readonly Plan[]
}

type Step =
  | { do: 'apply'; plan: Plan }
  | { do: 'undo' }
  | { do: 'redo' }
  | { do: 'begin'; plan: Plan; revision: number }
  | { do: 'rebase'; base: Plan; plan: Plan; revision: number }

const stepsMax = 200

function next(editing: Editing, step: Step): Editing {
  const { past, present, future } = editing
  switch (step.do) {
    case 'apply':
      if (samePlan(step.plan, present)) return editing
      return { ...editing, past: [...past, present].slice(-stepsMax), present: step.plan, future: [] }
    case 'undo': {
      const before = past.at(-1)
      return before
        ? { ...editing, past: past.slice(0, -1), present: before, future: [present, ...future] }
        : editing
    }
    case 'redo': {
      const [after, ...rest] = future
      return after ? { ...editing, past: [...past, present], present: after, future: rest } : editing
    }
    case 'begin':
      return { base: step.plan, revision: step.revision, past: [], present: step.plan, future: [] }
    case 'rebase':
      return { base: step.base, revision: step.revision, past: [step.base], present: step.plan, future: [] }
  }
}

/** A plan in the hand: changed step by step, each of which can be undone, until it is saved. */
export function usePlanEditor(plan: Plan, revision: number) {
  const [editing, dispatch] = useReducer(next, {
    base: plan,
    revision,
    past: [],
    present: plan,
    future: [],
  })
  return {
    ...editing,
    isChanged: !samePlan(editing.base, editing.present),
    canUndo: editing.past.length > 0,
    canRedo: editing.future.length > 0,
    apply: (changed: Plan) => dispatch({ do: 'apply', plan: changed }),
    undo: () => dispatch({ do: 'undo' }),
    redo: () => dispatch({ do: 'redo' }),
    begin: (saved: Plan, no: number) => dispatch({ do: 'begin', plan: saved, revision: no }),
    rebase: (base: Plan, mine: Plan, no: number) =>
      dispatch({ do: 'rebase', base, plan: mine, revision: no }),
  }
}
export type PlanEditor = ReturnType<typeof usePlanEditor>
