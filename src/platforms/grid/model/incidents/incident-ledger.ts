import { defineLedger, type Ledger } from '#kernel/ledgers/model'
import type { Catalogues } from './catalogue.ts'
import { incidentFields } from './fields.ts'
import { incidentActions } from './incident-actions.ts'
import { incidentReactions } from './incident-reactions.ts'
import { label } from './labels.ts'
import { judgeIncident } from './limits.ts'

const stage = (
  id:
    | 'registered'
    | 'dispatched'
    | 'handling'
    | 'completed'
    | 'verified'
    | 'closed'
    | 'refused'
    | 'merged'
    | 'voided',
) => ({
  id,
  label: label(`incidents.stage.${id}`),
  open: ['registered', 'dispatched', 'handling', 'completed', 'verified'].includes(id),
})
const ladder = [
  { step: 'remind', hoursAfterDue: 0 },
  { step: 'supervise', hoursAfterDue: 24 },
  { step: 'circulate', hoursAfterDue: 72 },
] as const

/**
 * 网格事件 in the manner of GB/T 30428: reported, registered, dispatched to who is responsible, signed for, handled,
 * verified on the spot, closed on the condition of its category. The clock of the handling runs from the dispatch.
 */
export function incidentLedger(catalogues: Catalogues): Ledger {
  return defineLedger(
    {
      id: 'incident',
      title: label('incidents.ledger'),
      prefix: 'SJ',
      titleField: 'title',
      fields: incidentFields(catalogues),
      stages: [
        stage('registered'),
        stage('dispatched'),
        stage('handling'),
        stage('completed'),
        stage('verified'),
        stage('closed'),
        stage('refused'),
        stage('merged'),
        stage('voided'),
      ],
      tasks: [
        {
          kind: 'dispatch',
          label: label('incidents.task.dispatch'),
          limit: { unit: 'working_hours', count: 2 },
        },
        {
          kind: 'sign',
          label: label('incidents.task.sign'),
          limit: { unit: 'working_hours', count: 4 },
          limitFrom: { count: 'signCount', unit: 'signUnit' },
          ladder: ladder.slice(0, 2),
        },
        {
          kind: 'handle',
          label: label('incidents.task.handle'),
          limit: { unit: 'working_days', count: 5 },
          limitFrom: { count: 'limitCount', unit: 'limitUnit' },
          ladder: [...ladder],
        },
        { kind: 'verify', label: label('incidents.task.verify'), limit: { unit: 'working_days', count: 1 } },
        { kind: 'close', label: label('incidents.task.close'), limit: { unit: 'working_days', count: 1 } },
        {
          kind: 'adjudicate',
          label: label('incidents.task.adjudicate'),
          limit: { unit: 'working_days', count: 1 },
        },
        {
          kind: 'extension',
          label: label('incidents.task.extension'),
          limit: { unit: 'working_half_days', count: 1 },
        },
        {
          kind: 'suspension',
          label: label('incidents.task.suspension'),
          limit: { unit: 'working_half_days', count: 1 },
        },
        {
          kind: 'exclusion',
          label: label('incidents.task.exclusion'),
          limit: { unit: 'working_days', count: 3 },
        },
      ],
      actions: incidentActions,
      reactions: incidentReactions,
      statistics: { handling: ['handle'], response: ['sign'], by: ['gridCell'] },
    },
    undefined,
    judgeIncident(catalogues),
  )
}
