import { defineLedger, type Values } from '#kernel/ledgers/model'
import { acceptLimit, feedbackLimits, orderClasses, type OrderClass } from './classes.ts'
import { label } from './labels.ts'
import { orderActions } from './order-actions.ts'

export const orderLedgerId = 'hotline_order'
const titleLengthMax = 40
const solvedChoices = ['yes', 'partly', 'no'] as const

const stage = (id: 'received' | 'accepted' | 'answered' | 'returned' | 'voided', open: boolean) => ({
  id,
  label: label(`hotline.stage.${id}`),
  open,
})

function titleOf(words: unknown): string {
  const letters = Array.from(typeof words === 'string' ? words.replace(/\s+/gu, ' ').trim() : '')
  return letters.length > titleLengthMax
    ? `${letters.slice(0, titleLengthMax - 1).join('')}…`
    : letters.join('')
}

/**
 * 热线工单: what the hotline 12345 hands to the district, with the clocks that it sets: the first answer in two hours,
 * feedback by class. The matter itself is an incident like any other; the order's claim is one claimant's say of it.
 */
export const orderLedger = defineLedger(
  {
    id: orderLedgerId,
    title: label('hotline.ledger'),
    prefix: 'RX',
    titleField: 'title',
    fields: [
      { name: 'title', label: label('hotline.field.title'), kind: 'text', derived: true, column: true },
      {
        name: 'externalNo',
        label: label('hotline.field.externalNo'),
        kind: 'text',
        required: true,
        filter: true,
        column: true,
      },
      {
        name: 'orderClass',
        label: label('hotline.field.orderClass'),
        kind: 'choice',
        required: true,
        filter: true,
        column: true,
        options: orderClasses.map((value) => ({ value, label: label(`hotline.class.${value}`) })),
      },
      { name: 'words', label: label('hotline.field.words'), kind: 'long_text', required: true },
      { name: 'address', label: label('hotline.field.address'), kind: 'text' },
      {
        name: 'claim',
        label: label('hotline.field.claim'),
        kind: 'entry',
        ledger: 'claim',
        required: true,
        filter: true,
      },
      {
        name: 'incident',
        label: label('hotline.field.incident'),
        kind: 'entry',
        ledger: 'incident',
        filter: true,
      },
      { name: 'result', label: label('hotline.field.result'), kind: 'long_text' },
      { name: 'answer', label: label('hotline.field.answer'), kind: 'long_text' },
      {
        name: 'solved',
        label: label('hotline.field.solved'),
        kind: 'choice',
        filter: true,
        options: solvedChoices.map((value) => ({ value, label: label(`hotline.solved.${value}`) })),
      },
      {
        name: 'limitCount',
        label: label('hotline.field.limitCount'),
        kind: 'number',
        whole: true,
        min: 0,
        max: 10_000,
        derived: true,
      },
      {
        name: 'limitUnit',
        label: label('hotline.field.limitUnit'),
        kind: 'choice',
        derived: true,
        options: (['hours', 'calendar_days'] as const).map((value) => ({
          value,
          label: label(`hotline.unit.${value}`),
        })),
      },
      { name: 'demonstration', label: label('hotline.field.demonstration'), kind: 'boolean' },
    ],
    stages: [
      stage('received', true),
      stage('accepted', true),
      stage('answered', true),
      stage('returned', false),
      stage('voided', false),
    ],
    tasks: [
      {
        kind: 'accept',
        label: label('hotline.task.accept'),
        limit: acceptLimit,
        ladder: [
          { step: 'remind', hoursAfterDue: 0 },
          { step: 'supervise', hoursAfterDue: 2 },
        ],
      },
      {
        kind: 'feedback',
        label: label('hotline.task.feedback'),
        limit: feedbackLimits.ordinary,
        limitFrom: { count: 'limitCount', unit: 'limitUnit' },
        ladder: [
          { step: 'remind', hoursAfterDue: 0 },
          { step: 'supervise', hoursAfterDue: 24 },
        ],
      },
      { kind: 'hand_back', label: label('hotline.task.hand_back'), limit: { unit: 'hours', count: 24 } },
    ],
    actions: orderActions,
    statistics: { handling: ['feedback'], response: ['accept'], satisfiedFrom: 4 },
  },
  ({ words }) => ({ title: titleOf(words) }),
  ({ action, values }): Values => {
    if (action !== 'register') return {}
    const limit = feedbackLimits[values['orderClass'] as OrderClass]
    return { limitCount: limit.count, limitUnit: limit.unit }
  },
)
