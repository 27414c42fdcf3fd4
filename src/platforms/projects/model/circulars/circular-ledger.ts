import { defineLedger } from '#kernel/ledgers/model'
import { circularLedger as ledgerOf } from '#kernel/reports/model'
import { commentAction, demonstrationField, leader, office, reason } from '../ledger-words.ts'
import { label } from './labels.ts'

/** 督查通报 of the district's projects. */
export const circularLedger = defineLedger(
  ledgerOf({
    id: 'circular',
    title: label('circulars.ledger'),
    prefix: 'TB',
    number: label('circulars.number')['zh-CN'],
    offices: [office],
    leaders: [leader],
    facts: [
      { name: 'ruleNo', label: label('circulars.field.ruleNo'), kind: 'number', required: true, whole: true },
    ],
    demonstration: demonstrationField,
    reason,
    comment: commentAction,
  }),
)
