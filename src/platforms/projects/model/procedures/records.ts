import type { Json, Values } from '#kernel/ledgers/model'
import type { ProcedureState } from '../colour.ts'
import { type ApprovalState, approvalStates } from './approval-reactions.ts'
import { type Lane, lanes, type Phase, phases } from './template.ts'

/** One approval of a project as the project's own list has it. */
export type ApprovalRow = {
  entry: string
  no: string
  procedure: string
  title: string
  state: ApprovalState
  doneOn: string | null
  documentNo: string | null
}

/** One procedure of a project, with what its state comes from. */
export type ProcedureRecord = {
  code: string | null
  name: string
  phase: Phase | null
  applicable: boolean
  done: boolean
  doneOn: string | null
  /** The entry that proves it, or that is under way; null where it was recorded by hand, or not at all. */
  approval: ApprovalRow | null
}

const text = (value: Json | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null
const rowsOf = (value: Json | undefined): Values[] =>
  Array.isArray(value)
    ? value.filter(
        (item): item is Values => typeof item === 'object' && item !== null && !Array.isArray(item),
      )
    : []

export function approvalsOf(values: Values): ApprovalRow[] {
  return rowsOf(values['approvals']).flatMap((row) => {
    const entry = text(row['entry'])
    const procedure = text(row['procedure'])
    const state = approvalStates.find((known) => known === row['state'])
    if (!entry || !procedure || !state) return []
    const [no, title] = [text(row['no']) ?? '', text(row['title']) ?? '']
    return [
      {
        entry,
        procedure,
        state,
        no,
        title,
        doneOn: text(row['doneOn']),
        documentNo: text(row['documentNo']),
      },
    ]
  })
}

const rank: Record<ApprovalState, number> = { issued: 0, running: 1, revoked: 2, ended: 3 }

/**
 * Derived, never typed: where an approval was issued, is under way or was revoked, the procedure's state is that and
 * not what was ticked; one that ended without a document leaves the procedure as it was recorded.
 */
export function recordsOf(values: Values): ProcedureRecord[] {
  const approvals = approvalsOf(values)
  const decisive = (code: string | null): ApprovalRow | null =>
    approvals
      .filter(({ procedure, state }) => procedure === code && state !== 'ended')
      .toSorted((a, b) => rank[a.state] - rank[b.state])[0] ?? null
  const listed = rowsOf(values['procedures']).map((row): ProcedureRecord => {
    const code = text(row['code'])
    const approval = decisive(code)
    const byHand = { done: row['done'] === true, doneOn: text(row['doneOn']) }
    return {
      code,
      name: text(row['name']) ?? code ?? '',
      phase: phases.find((known) => known === row['phase']) ?? null,
      applicable: row['applicable'] !== false,
      ...(approval ? { done: approval.state === 'issued', doneOn: approval.doneOn } : byHand),
      approval,
    }
  })
  const known = new Set(listed.map(({ code }) => code))
  const others = [...new Set(approvals.map(({ procedure }) => procedure))].filter((code) => !known.has(code))
  return [
    ...listed,
    ...others.flatMap((code): ProcedureRecord[] => {
      const approval = decisive(code)
      if (!approval) return []
      const { title: name, doneOn, state } = approval
      return [{ code, name, phase: null, applicable: true, done: state === 'issued', doneOn, approval }]
    }),
  ]
}

/**
 * The same as the colour counts it: 蓝 means that all is done and building goes on, so what comes after building
 * (竣工验收) counts on neither side.
 */
export function proceduresOf(values: Values): ProcedureState[] {
  return recordsOf(values)
    .filter(({ phase }) => phase !== 'acceptance')
    .map(({ done, applicable }) => ({ done, applicable }))
}

/** The template that was applied to a project, and in which lane its approvals go. */
export type Applied = { template: string; version: number; lane: Lane; answers: Record<string, boolean> }

export function appliedOf(values: Values): Applied | null {
  const template = text(values['template'])
  const version = values['templateVersion']
  if (!template || typeof version !== 'number') return null
  const lane = lanes.find((known) => known === values['lane']) ?? 'ordinary'
  const answers = rowsOf(values['templateAnswers']).flatMap((row) => {
    const question = text(row['question'])
    return question ? [[question, row['yes'] === true] as const] : []
  })
  return { template, version, lane, answers: Object.fromEntries(answers) }
}
