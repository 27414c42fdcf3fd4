import { defineLedger, role } from '#kernel/ledgers/model'
import { circularLedger } from '#kernel/reports/model'
import { label } from './labels.ts'
import './messages.ts'

/** 网格简报: incidents and the quality of their handling, of a division over a week, half month or month. */
export const bulletinLedger = defineLedger(
  circularLedger({
    id: 'incident_bulletin',
    title: label('bulletins.ledger'),
    prefix: 'WJ',
    number: label('bulletins.number')['zh-CN'],
    offices: [role('dispatcher')],
    leaders: [role('district_leader'), role('township_leader')],
    facts: [
      {
        name: 'reported',
        label: label('bulletins.field.reported'),
        kind: 'number',
        whole: true,
        column: true,
      },
    ],
    demonstration: {
      name: 'demonstration',
      label: label('bulletins.field.demonstration'),
      kind: 'boolean',
      filter: true,
    },
    reason: { name: 'reason', label: label('bulletins.field.reason'), kind: 'text', required: true },
    comment: (from, by) => ({
      id: 'comment',
      word: 'comment',
      label: label('bulletins.action.comment'),
      from,
      by,
      asks: [{ name: 'text', label: label('bulletins.field.comment'), kind: 'long_text', required: true }],
    }),
  }),
)
