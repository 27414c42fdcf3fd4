import { defineLedger } from '#kernel/ledgers/model'
import { choices, label } from '../labels.ts'
import { demonstrationField, projectField } from '../ledger-words.ts'
import { approvalActions } from './approval-actions.ts'
import { approvalReactions } from './approval-reactions.ts'
import { lanes, phases } from './template.ts'

const openStages = ['submitted', 'correcting', 'handling', 'special_step', 'reviewed', 'approved'] as const
const closedStages = ['issued', 'refused', 'denied', 'withdrawn', 'revoked'] as const
export const approvalStages = [...openStages, ...closedStages] as const

const isOpen = (stage: string) => openStages.some((one) => one === stage)

/**
 * 审批事项 (F13): one procedure of one project with the organisation in charge. Its limit comes from the template by
 * lane and stands on the entry, so that a later template changes no promise that was made.
 */
export const approvalLedger = defineLedger({
  id: 'approval',
  title: label('projects.approval.ledger'),
  prefix: 'SP',
  titleField: 'title',
  fields: [
    {
      name: 'title',
      label: label('projects.approval.field.title'),
      kind: 'text',
      required: true,
      column: true,
    },
    projectField,
    {
      name: 'procedure',
      label: label('projects.approval.field.procedure'),
      kind: 'text',
      required: true,
      filter: true,
    },
    {
      name: 'phase',
      label: label('projects.approval.field.phase'),
      kind: 'choice',
      filter: true,
      options: choices(phases, (value) => `projects.phase.${value}`),
    },
    {
      name: 'lane',
      label: label('projects.approval.field.lane'),
      kind: 'choice',
      required: true,
      filter: true,
      column: true,
      options: choices(lanes, (value) => `projects.lane.${value}`),
    },
    { name: 'template', label: label('projects.approval.field.template'), kind: 'text' },
    {
      name: 'templateVersion',
      label: label('projects.approval.field.templateVersion'),
      kind: 'number',
      whole: true,
    },
    {
      name: 'limitDays',
      label: label('projects.approval.field.limitDays'),
      kind: 'number',
      whole: true,
      min: 0,
      max: 2000,
      column: true,
    },
    {
      name: 'limitUnit',
      label: label('projects.approval.field.limitUnit'),
      kind: 'choice',
      options: choices(['working_days', 'calendar_days'] as const, (value) => `projects.limit_unit.${value}`),
    },
    {
      name: 'extensionDaysMax',
      label: label('projects.approval.field.extensionDaysMax'),
      kind: 'number',
      whole: true,
      min: 0,
      max: 2000,
    },
    { name: 'basis', label: label('projects.approval.field.basis'), kind: 'long_text' },
    {
      name: 'materials',
      label: label('projects.approval.field.materials'),
      kind: 'list',
      items: [
        { name: 'name', label: label('projects.approval.field.material'), kind: 'text', required: true },
        { name: 'received', label: label('projects.approval.field.received'), kind: 'boolean' },
      ],
    },
    {
      name: 'documentNo',
      label: label('projects.approval.field.documentNo'),
      kind: 'text',
      column: true,
    },
    { name: 'documentDate', label: label('projects.approval.field.documentDate'), kind: 'date' },
    { name: 'validUntil', label: label('projects.approval.field.validUntil'), kind: 'date', filter: true },
    { name: 'documents', label: label('projects.approval.field.documents'), kind: 'files' },
    demonstrationField,
  ],
  stages: approvalStages.map((id) => ({
    id,
    label: label(`projects.approval.stage.${id}`),
    open: isOpen(id),
  })),
  tasks: [
    {
      // 行政许可法第三十二条：当场或者在五日内一次告知，逾期不告知的即为受理。
      kind: 'receive',
      label: label('projects.approval.task.receive'),
      limit: { unit: 'working_days', count: 5 },
    },
    { kind: 'supplement', label: label('projects.approval.task.supplement') },
    {
      kind: 'decide',
      label: label('projects.approval.task.decide'),
      limitFrom: { count: 'limitDays', unit: 'limitUnit' },
      ladder: [
        { step: 'remind', hoursAfterDue: -24 },
        { step: 'supervise', hoursAfterDue: 24 },
        { step: 'circulate', hoursAfterDue: 120 },
      ],
    },
    { kind: 'special_step', label: label('projects.approval.task.special_step'), dueFrom: 'until' },
    {
      // 行政许可法第四十四条：自作出决定之日起十日内颁发、送达。
      kind: 'issue',
      label: label('projects.approval.task.issue'),
      limit: { unit: 'working_days', count: 10 },
    },
    {
      kind: 'extension',
      label: label('projects.approval.task.extension'),
      limit: { unit: 'working_days', count: 1 },
    },
  ],
  actions: approvalActions,
  reactions: approvalReactions,
  statistics: { handling: ['decide'], response: ['receive'] },
})
