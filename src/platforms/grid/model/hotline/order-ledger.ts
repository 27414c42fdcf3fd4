import { AppError } from '#kernel/errors/model'
import { defineLedger, type Judged, type Ledger, type LedgerInput, type Values } from '#kernel/ledgers/model'
import { limitUnits } from '#kernel/time/model'
import { label } from './labels.ts'
import { orderActions } from './order-actions.ts'
import { classInForce, everyClass, firstOrderRules, type OrderRuleVersions } from './order-rules.ts'

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

type Field = LedgerInput['fields'][number]

/** A limit that stands on the order itself, so that another version of the rules moves no date of it. */
function limitFields(of: 'accept' | 'limit'): Field[] {
  // The clock of the first answer starts with the order, before anything is worked out: `take-order.ts` says its limit.
  const given = of === 'limit' ? { derived: true } : {}
  return [
    {
      name: `${of}Count`,
      label: label(`hotline.field.${of}Count`),
      kind: 'number',
      whole: true,
      min: 0,
      max: 10_000,
      ...given,
    },
    {
      name: `${of}Unit`,
      label: label(`hotline.field.${of}Unit`),
      kind: 'choice',
      ...given,
      options: limitUnits.map((value) => ({ value, label: label(`hotline.unit.${value}`) })),
    },
  ]
}

function orderFields(versions: OrderRuleVersions): Field[] {
  return [
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
      options: everyClass(versions).map(({ code, name, active }) => ({
        value: code,
        label: name,
        ...(active ? {} : { ended: true }),
      })),
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
    ...limitFields('accept'),
    ...limitFields('limit'),
    {
      name: 'classVersion',
      label: label('hotline.field.classVersion'),
      kind: 'number',
      whole: true,
      derived: true,
    },
    { name: 'demonstration', label: label('hotline.field.demonstration'), kind: 'boolean' },
  ]
}

/**
 * 热线工单: what the hotline 12345 hands to the district, with the clocks that it sets: the first answer in two hours,
 * feedback by class. The matter itself is an incident like any other; the order's claim is one claimant's say of it.
 */
export function orderLedger(versions: OrderRuleVersions): Ledger {
  return defineLedger(
    {
      id: orderLedgerId,
      title: label('hotline.ledger'),
      prefix: 'RX',
      titleField: 'title',
      fields: orderFields(versions),
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
          limit: firstOrderRules.accept,
          limitFrom: { count: 'acceptCount', unit: 'acceptUnit' },
          ladder: [
            { step: 'remind', hoursAfterDue: 0 },
            { step: 'supervise', hoursAfterDue: 2 },
          ],
        },
        {
          kind: 'feedback',
          label: label('hotline.task.feedback'),
          limit: { unit: 'calendar_days', count: 7 },
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
    judgeOrder(versions),
  )
}

/**
 * The limits of its class when an order is taken, by the version of the rules that holds for it.
 * @throws AppError hotline.unknown_class
 */
function judgeOrder(versions: OrderRuleVersions): (asked: Judged) => Values {
  return ({ action, values, effectiveAt }): Values => {
    if (action !== 'register') return {}
    const found = classInForce(versions, values['orderClass'], new Date(effectiveAt))
    if (!found) throw new AppError('hotline.unknown_class', { status: 409 })
    const { version, orderClass } = found
    return {
      classVersion: version,
      limitCount: orderClass.feedback.count,
      limitUnit: orderClass.feedback.unit,
    }
  }
}
