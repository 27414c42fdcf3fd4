import type { LedgerInput } from '#kernel/ledgers/model'
import { label } from '../labels.ts'
import { office, reason, team } from '../ledger-words.ts'
import { projectStages } from '../stages.ts'

type Fields = LedgerInput['fields']
type Actions = LedgerInput['actions']

/**
 * The days on which a project passed from one phase into the next. 入统 is a dated fact with its number beside the
 * stage, not a stage: a project is entered while it is being built.
 */
export const lifeDateFields: Fields = [
  { name: 'signedOn', label: label('projects.field.signedOn'), kind: 'date', filter: true },
  { name: 'brokeGroundOn', label: label('projects.field.brokeGroundOn'), kind: 'date' },
  { name: 'restartedOn', label: label('projects.field.restartedOn'), kind: 'date' },
  {
    name: 'statisticalEntryOn',
    label: label('projects.field.statisticalEntryOn'),
    kind: 'date',
    filter: true,
  },
  {
    name: 'statisticalEntryCode',
    label: label('projects.field.statisticalEntryCode'),
    kind: 'text',
    max: 60,
  },
  { name: 'productionOn', label: label('projects.field.productionOn'), kind: 'date' },
  { name: 'fullCapacityOn', label: label('projects.field.fullCapacityOn'), kind: 'date' },
]

/** What proves each passage. */
export const lifeProofFields: Fields = [
  { name: 'signingPapers', label: label('projects.field.signingPapers'), kind: 'files' },
  { name: 'groundbreakingPapers', label: label('projects.field.groundbreakingPapers'), kind: 'files' },
  { name: 'statisticsPapers', label: label('projects.field.statisticsPapers'), kind: 'files' },
  { name: 'productionPapers', label: label('projects.field.productionPapers'), kind: 'files' },
  { name: 'capacityPapers', label: label('projects.field.capacityPapers'), kind: 'files' },
]

const anyStage = [...projectStages]
const afterSigning = projectStages.slice(projectStages.indexOf('signing'))

/** Proved by a day and at least one paper. */
const proved = (day: string, papers: string): NonNullable<Actions[number]['evidence']> => [
  { kind: 'value', field: day },
  { kind: 'files', field: papers, min: 1 },
]

/** 一个项目一个编号: the moves of a project through its life, each with the evidence that it asks for. */
export const lifeActions: Actions = [
  {
    id: 'negotiate',
    word: 'report',
    label: label('projects.action.negotiate'),
    from: ['planning'],
    to: 'negotiation',
    by: team,
  },
  {
    id: 'sign',
    word: 'report',
    label: label('projects.action.sign'),
    from: ['planning', 'negotiation'],
    to: 'signing',
    by: team,
    input: ['signedOn', 'signingPapers'],
    evidence: proved('signedOn', 'signingPapers'),
  },
  {
    id: 'begin_procedures',
    word: 'report',
    label: label('projects.action.begin_procedures'),
    from: ['planning', 'negotiation', 'signing'],
    to: 'procedures',
    by: team,
  },
  {
    id: 'break_ground',
    word: 'report',
    label: label('projects.action.break_ground'),
    from: ['signing', 'procedures', 'to_start'],
    to: 'groundbreaking',
    by: team,
    input: ['brokeGroundOn', 'groundbreakingPapers'],
    evidence: proved('brokeGroundOn', 'groundbreakingPapers'),
  },
  {
    id: 'restart',
    word: 'report',
    label: label('projects.action.restart'),
    from: ['groundbreaking', 'construction', 'trial_production'],
    by: team,
    input: ['restartedOn'],
    evidence: [{ kind: 'value', field: 'restartedOn' }],
  },
  {
    id: 'enter_statistics',
    word: 'report',
    label: label('projects.action.enter_statistics'),
    from: afterSigning,
    by: team,
    input: ['statisticalEntryOn', 'statisticalEntryCode', 'statisticsPapers'],
    evidence: [
      { kind: 'value', field: 'statisticalEntryOn' },
      { kind: 'value', field: 'statisticalEntryCode' },
    ],
  },
  {
    id: 'start_production',
    word: 'report',
    label: label('projects.action.start_production'),
    from: ['groundbreaking', 'construction', 'trial_production'],
    to: 'production',
    by: team,
    input: ['productionOn', 'productionPapers'],
    evidence: proved('productionOn', 'productionPapers'),
  },
  {
    id: 'reach_capacity',
    word: 'report',
    label: label('projects.action.reach_capacity'),
    from: ['production'],
    to: 'full_capacity',
    by: team,
    input: ['fullCapacityOn', 'capacityPapers'],
    evidence: proved('fullCapacityOn', 'capacityPapers'),
  },
  {
    // Two entries of one project: this one is struck from every count, the other one goes on.
    id: 'mark_duplicate',
    word: 'link',
    label: label('projects.action.mark_duplicate'),
    from: anyStage,
    by: [office],
    link: { relations: ['duplicate_of'], duplicateStage: 'merged' },
    asks: [reason],
  },
  {
    id: 'link_phase',
    word: 'link',
    label: label('projects.action.link_phase'),
    from: anyStage,
    by: team,
    link: { relations: ['later_phase_of'] },
  },
]
