import { defineLedger, type Ledger, type LedgerInput, role, system } from '#kernel/ledgers/model'
import { type ColourSettings, colourOf, projectColours } from './colour.ts'
import { gateFactFields, gateRecordFields, overrideAction } from './gate/gate-fields.ts'
import { type GateAt, judgeGate } from './gate/judge.ts'
import { chainField, classifyAction } from './circulars/chain.ts'
import { choices, label } from './labels.ts'
import { commentAction, demonstrationField, leader, office, team, voidAction } from './ledger-words.ts'
import { lifeActions, lifeDateFields, lifeProofFields } from './life/life-fields.ts'
import { milestoneKinds } from './milestones.ts'
import { procedureActions, procedureFields, procedurePhase } from './procedures/project-fields.ts'
import { proceduresOf } from './procedures/records.ts'
import { planAction } from './plan/plan-action.ts'
import { isStage, projectCategories, projectStages } from './stages.ts'

type Fields = LedgerInput['fields']

/** What a source can say of a project; each keeps the source and the time it comes from. */
const reportedFields: Fields = [
  { name: 'name', label: label('projects.field.name'), kind: 'text', required: true, column: true },
  { name: 'projectKey', label: label('projects.field.projectKey'), kind: 'text', filter: true },
  {
    name: 'category',
    label: label('projects.field.category'),
    kind: 'choice',
    required: true,
    filter: true,
    column: true,
    options: choices(projectCategories, (value) => `projects.category.${value}`),
  },
  { name: 'enterprises', label: label('projects.field.enterprises'), kind: 'text', column: true },
  { name: 'park', label: label('projects.field.park'), kind: 'text', filter: true, column: true },
  {
    name: 'investmentFen',
    label: label('projects.field.investmentFen'),
    kind: 'money',
    filter: true,
    column: true,
  },
  { name: 'investedFen', label: label('projects.field.investedFen'), kind: 'money', filter: true },
  { name: 'capacity', label: label('projects.field.capacity'), kind: 'long_text' },
  { name: 'outputValue', label: label('projects.field.outputValue'), kind: 'long_text' },
  { name: 'jobs', label: label('projects.field.jobs'), kind: 'number', min: 0 },
  {
    name: 'reportedStage',
    label: label('projects.field.reportedStage'),
    kind: 'choice',
    options: choices(projectStages, (value) => `projects.stage.${value}`),
  },
  { name: 'stageText', label: label('projects.field.stageText'), kind: 'text' },
  { name: 'expectedDates', label: label('projects.field.expectedDates'), kind: 'text' },
  {
    name: 'milestones',
    label: label('projects.field.milestones'),
    kind: 'list',
    items: [
      {
        name: 'kind',
        label: label('projects.field.milestone_kind'),
        kind: 'choice',
        required: true,
        options: choices(milestoneKinds, (value) => `projects.milestone.${value}`),
      },
      { name: 'label', label: label('projects.field.milestone_label'), kind: 'text', required: true },
      { name: 'from', label: label('projects.field.milestone_from'), kind: 'text' },
      { name: 'due', label: label('projects.field.milestone_due'), kind: 'date', required: true },
      { name: 'note', label: label('projects.field.milestone_note'), kind: 'text' },
    ],
  },
  { name: 'startedOn', label: label('projects.field.startedOn'), kind: 'date', filter: true },
  { name: 'location', label: label('projects.field.location'), kind: 'text' },
  { name: 'notes', label: label('projects.field.notes'), kind: 'long_text' },
  ...lifeDateFields,
  ...gateFactFields,
  demonstrationField,
]

/** The checklist (手续) that the colour is computed from. */
const procedures: Fields[number] = {
  name: 'procedures',
  label: label('projects.field.procedures'),
  kind: 'list',
  items: [
    { name: 'code', label: label('projects.field.procedure_code'), kind: 'text' },
    { name: 'name', label: label('projects.field.procedure_name'), kind: 'text', required: true },
    { name: 'applicable', label: label('projects.field.procedure_applicable'), kind: 'boolean' },
    { name: 'done', label: label('projects.field.procedure_done'), kind: 'boolean' },
    { name: 'doneOn', label: label('projects.field.procedure_done_on'), kind: 'date' },
    procedurePhase,
  ],
}

/**
 * 双管家双秘书 (F08): two stewards, two secretaries, the leader who answers for the project; and the task force
 * (F09) that sees it to the end.
 */
const people: Fields = [
  { name: 'firstSteward', label: label('projects.field.firstSteward'), kind: 'account' },
  { name: 'secondSteward', label: label('projects.field.secondSteward'), kind: 'account' },
  { name: 'firstSecretary', label: label('projects.field.firstSecretary'), kind: 'account' },
  { name: 'secondSecretary', label: label('projects.field.secondSecretary'), kind: 'account' },
  { name: 'sponsor', label: label('projects.field.sponsor'), kind: 'account' },
  { name: 'taskForceLeader', label: label('projects.field.taskForceLeader'), kind: 'account' },
  {
    name: 'taskForce',
    label: label('projects.field.taskForce'),
    kind: 'list',
    items: [
      {
        name: 'organisation',
        label: label('projects.field.member_organisation'),
        kind: 'organisation',
        required: true,
      },
      { name: 'account', label: label('projects.field.member_account'), kind: 'account' },
      { name: 'duty', label: label('projects.field.member_duty'), kind: 'text' },
    ],
  },
]

/** What proves that a project may be entered into statistics (入统), beside its procedures. */
const entryPapers: Fields = [
  { name: 'contractFiles', label: label('projects.field.contractFiles'), kind: 'files' },
  { name: 'sitePhotos', label: label('projects.field.sitePhotos'), kind: 'files', keepsOriginal: true },
  { name: 'voucherFiles', label: label('projects.field.voucherFiles'), kind: 'files' },
]

const derived: Fields = [
  {
    name: 'colour',
    label: label('projects.field.colour'),
    kind: 'choice',
    derived: true,
    filter: true,
    column: false,
    options: choices(projectColours, (value) => `projects.colour.${value}`),
  },
  {
    name: 'proceduresDone',
    label: label('projects.field.proceduresDone'),
    kind: 'number',
    derived: true,
    column: false,
  },
  {
    name: 'proceduresTotal',
    label: label('projects.field.proceduresTotal'),
    kind: 'number',
    derived: true,
    column: false,
  },
  ...gateRecordFields,
]

const names = (fields: Fields) => fields.map((field) => field.name)
const anyStage = [...projectStages]

const actions: LedgerInput['actions'] = [
  {
    id: 'register',
    word: 'register',
    label: label('projects.action.register'),
    by: [office, role('steward')],
    // All but what approvals say of themselves.
    input: [...names([...reportedFields, procedures, ...people, ...lifeProofFields]), 'documents'],
    toReported: true,
  },
  ...lifeActions,
  {
    id: 'report',
    word: 'report',
    label: label('projects.action.report'),
    from: anyStage,
    by: team,
    input: names(reportedFields),
    toReported: true,
  },
  classifyAction(anyStage, team),
  {
    id: 'record_procedures',
    word: 'report',
    label: label('projects.action.record_procedures'),
    from: anyStage,
    by: team,
    input: ['procedures'],
  },
  ...procedureActions(anyStage, team),
  {
    id: 'appoint',
    word: 'report',
    label: label('projects.action.appoint'),
    from: anyStage,
    by: [office, leader],
    input: names(people),
    asks: [{ name: 'reason', label: label('projects.field.reason'), kind: 'text' }],
  },
  {
    id: 'add_documents',
    word: 'report',
    label: label('projects.action.add_documents'),
    from: anyStage,
    by: [...team, role('sponsor')],
    input: ['documents'],
  },
  {
    id: 'add_entry_papers',
    word: 'report',
    label: label('projects.action.add_entry_papers'),
    from: anyStage,
    by: team,
    input: names(entryPapers),
  },
  planAction(team),
  // Nothing is asked: the colour is computed again, after the district has changed its rule.
  {
    id: 'recolour',
    word: 'report',
    label: label('projects.action.recolour'),
    from: anyStage,
    by: [office, system],
  },
  commentAction(anyStage, [...team, role('sponsor'), leader]),
  overrideAction,
  voidAction(anyStage, [office]),
]

/**
 * The register of projects (F04). Its stage is what a source or the team reports; its colour is computed (F06) from
 * the procedures by the rule in force, and who may be signed is judged by the entry gate (F05) in force.
 */
export function projectLedger(settings: () => ColourSettings, gateAt: GateAt = () => undefined): Ledger {
  return defineLedger(
    {
      id: 'project',
      title: label('projects.ledger'),
      prefix: 'XM',
      titleField: 'name',
      fields: [
        ...reportedFields,
        chainField,
        procedures,
        ...procedureFields,
        ...people,
        ...entryPapers,
        { name: 'documents', label: label('projects.field.documents'), kind: 'files' },
        ...lifeProofFields,
        ...derived,
      ],
      stages: [
        ...projectStages.map((id) => ({
          id,
          label: label(`projects.stage.${id}`),
          open: id !== 'operation',
        })),
        { id: 'merged', label: label('projects.stage.merged'), open: false },
        { id: 'voided', label: label('projects.stage.voided'), open: false },
      ],
      actions,
    },
    (values, stage) => {
      if (!isStage(stage)) return { colour: null, proceduresDone: null, proceduresTotal: null }
      const { colour, done, total } = colourOf({ procedures: proceduresOf(values), stage }, settings())
      const known = total > 0
      return { colour, proceduresDone: known ? done : null, proceduresTotal: known ? total : null }
    },
    judgeGate(gateAt),
  )
}
