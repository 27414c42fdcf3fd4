import { defineLedger, holder, type LedgerInput, role } from '#kernel/ledgers/model'
import { orderField, orderSerial } from '../circulars/supervision-actions.ts'
import { label } from '../labels.ts'
import { demonstrationField, leader, office, projectField } from '../ledger-words.ts'
import { problemActions } from '../problem-actions.ts'
import { problemLedger } from '../problem-ledger.ts'

type Action = LedgerInput['actions'][number]

const secretary = role('steward_secretary')

const said = ['title', 'leadOrganisation', 'responsible', 'supporting', 'dueOn']

/** What a decision does otherwise than a problem: it comes out of a meeting, with its unit, person and date. */
const own: Readonly<Record<string, Partial<Action>>> = {
  register: {
    label: label('projects.decision.action.register'),
    by: [office, secretary, leader],
    input: [...said, 'meeting', 'item', 'project', 'problem', 'demonstration'],
    opens: [{ task: 'dispatch', assign: { to: 'actor' } }],
  },
  dispatch: {
    by: [holder('dispatch'), office, secretary],
    input: said.filter((name) => name !== 'title'),
    evidence: [
      { kind: 'value', field: 'leadOrganisation' },
      { kind: 'value', field: 'responsible' },
      { kind: 'value', field: 'dueOn' },
      {
        kind: 'condition',
        feel: 'input.organisationId = leadOrganisation and input.accountId = responsible',
        label: label('projects.decision.condition.as_decided'),
      },
      { kind: 'condition', feel: 'dueOn >= today', label: label('projects.decision.condition.due_ahead') },
    ],
  },
  complete: {
    // 办结 of a promise says what came of it: whoever opens the next meeting reads it, and since when it is so.
    evidence: [
      {
        kind: 'condition',
        feel: 'input.measures != null',
        label: label('projects.decision.condition.measures'),
      },
    ],
  },
  // Numbers are counted in each ledger by itself, so that they say of which they are.
  order: { serial: orderSerial('decision') },
  consult: { by: [holder('handle'), office, secretary] },
}

/** Worded while nobody has it in hand yet: in the meeting, or after it was sent back. */
const amend: Action = {
  id: 'amend',
  word: 'report',
  label: label('projects.decision.action.amend'),
  from: ['registered'],
  by: [holder('dispatch'), office, secretary],
  input: said,
}

const actions = [...problemActions.map((action): Action => ({ ...action, ...own[action.id] })), amend]

/**
 * A decision of a meeting (决定事项、交办事项): one lead organisation, one person, one date; handled, proved, verified
 * and struck off by the same course as a problem.
 */
export const decisionLedger = defineLedger({
  id: 'decision',
  title: label('projects.decision.ledger'),
  prefix: 'JD',
  titleField: 'title',
  fields: [
    {
      name: 'title',
      label: label('projects.decision.field.title'),
      kind: 'text',
      required: true,
      column: true,
    },
    {
      name: 'meeting',
      label: label('projects.decision.field.meeting'),
      kind: 'entry',
      ledger: 'meeting',
      required: true,
      filter: true,
      column: true,
    },
    { name: 'item', label: label('projects.decision.field.item'), kind: 'text' },
    { ...projectField, required: false },
    {
      name: 'problem',
      label: label('projects.decision.field.problem'),
      kind: 'entry',
      ledger: 'problem',
      filter: true,
    },
    {
      name: 'leadOrganisation',
      label: label('projects.decision.field.leadOrganisation'),
      kind: 'organisation',
      filter: true,
      column: true,
    },
    {
      name: 'responsible',
      label: label('projects.decision.field.responsible'),
      kind: 'account',
      column: true,
    },
    { name: 'supporting', label: label('projects.decision.field.supporting'), kind: 'organisations' },
    {
      name: 'dueOn',
      label: label('projects.decision.field.dueOn'),
      kind: 'date',
      filter: true,
      column: true,
    },
    { name: 'measures', label: label('projects.problem.field.measures'), kind: 'long_text' },
    { name: 'evidence', label: label('projects.problem.field.evidence'), kind: 'files' },
    orderField,
    demonstrationField,
  ],
  stages: [
    { id: 'registered', label: label('projects.decision.stage.registered'), open: true },
    { id: 'handling', label: label('projects.problem.stage.handling'), open: true },
    { id: 'completed', label: label('projects.problem.stage.completed'), open: true },
    { id: 'verified', label: label('projects.problem.stage.verified'), open: true },
    { id: 'closed', label: label('projects.problem.stage.closed'), open: false },
    { id: 'voided', label: label('projects.problem.stage.voided'), open: false },
  ],
  tasks: problemLedger.definition.tasks,
  actions,
})
