import type { LedgerInput } from '#kernel/ledgers/model'
import { choices, label } from '../labels.ts'
import { approvalStates } from './approval-reactions.ts'
import { lanes, phases } from './template.ts'

/** Of a procedure in a project's list: what comes after building doesn't count for the colour. */
export const procedurePhase = {
  name: 'phase',
  label: label('projects.approval.field.phase'),
  kind: 'choice' as const,
  options: choices(phases, (value) => `projects.phase.${value}`),
}

/** What a project keeps of its template, and of the approvals that prove its procedures. */
export const procedureFields: LedgerInput['fields'] = [
  { name: 'template', label: label('projects.field.template'), kind: 'text' },
  { name: 'templateVersion', label: label('projects.field.templateVersion'), kind: 'number', whole: true },
  {
    name: 'lane',
    label: label('projects.field.lane'),
    kind: 'choice',
    options: choices(lanes, (value) => `projects.lane.${value}`),
  },
  {
    name: 'templateAnswers',
    label: label('projects.field.templateAnswers'),
    kind: 'list',
    items: [
      { name: 'question', label: label('projects.field.template_question'), kind: 'text', required: true },
      { name: 'yes', label: label('projects.field.template_yes'), kind: 'boolean' },
    ],
  },
  {
    name: 'approvals',
    label: label('projects.field.approvals'),
    kind: 'list',
    items: [
      {
        name: 'entry',
        label: label('projects.field.approval_entry'),
        kind: 'entry',
        ledger: 'approval',
        required: true,
      },
      { name: 'no', label: label('projects.field.approval_no'), kind: 'text' },
      { name: 'procedure', label: label('projects.field.procedure_code'), kind: 'text', required: true },
      { name: 'title', label: label('projects.field.procedure_name'), kind: 'text' },
      {
        name: 'state',
        label: label('projects.field.approval_state'),
        kind: 'choice',
        required: true,
        options: choices(approvalStates, (value) => `projects.approval_state.${value}`),
      },
      { name: 'doneOn', label: label('projects.field.procedure_done_on'), kind: 'date' },
      { name: 'documentNo', label: label('projects.approval.field.documentNo'), kind: 'text' },
    ],
  },
]

type Party = LedgerInput['actions'][number]['by'][number]

export function procedureActions(from: string[], team: Party[]): LedgerInput['actions'] {
  return [
    {
      id: 'apply_template',
      word: 'report',
      label: label('projects.action.apply_template'),
      from,
      by: team,
      // What the list becomes is worked out from the template and the answers.
      byProgram: true,
      input: ['procedures', 'template', 'templateVersion', 'lane', 'templateAnswers'],
    },
    // What becomes of an approval is told by its own ledger, and by nobody else.
    {
      id: 'record_approval',
      word: 'report',
      label: label('projects.action.record_approval'),
      from,
      by: [{ who: 'system' }],
      input: ['approvals'],
    },
  ]
}
