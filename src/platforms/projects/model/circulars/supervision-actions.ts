import { type LedgerInput, role } from '#kernel/ledgers/model'
import { label } from './labels.ts'
import { leader } from '../ledger-words.ts'

type Fields = LedgerInput['fields']

const text = (name: 'remark' | 'instruction' | 'matter', kind: 'text' | 'long_text') => ({
  name,
  label: label(`circulars.field.${name}`),
  kind,
  required: true,
})

/** The number of the last supervision order (督办单) of an entry; the log has all of them. */
export const orderField: Fields[number] = {
  name: 'orderNumber',
  label: label('circulars.field.orderNumber'),
  kind: 'text',
  derived: true,
}

export type OrdersOf = 'problem' | 'decision' | 'node'

export const orderSerial = (of: OrdersOf) => ({
  id: 'order',
  field: 'orderNumber',
  pattern: label(`circulars.order.number.${of}`)['zh-CN'],
  per: 'year' as const,
  scope: 'district' as const,
})

/**
 * 催办、督办、通报 by persons, beside the ladder that climbs by itself: a reminder with a word, an order under a number
 * that must be answered by a day, and naming it for all to read. None of them moves the entry.
 */
export function supervisionActions(
  of: OrdersOf,
  { open, worked, task }: { open: string[]; worked: string[]; task: string },
): LedgerInput['actions'] {
  const by = [role('supervisor'), role('project_office'), leader]
  return [
    {
      id: 'urge',
      word: 'remind',
      label: label('circulars.action.urge'),
      from: open,
      by: [...by, role('sponsor')],
      asks: [text('remark', 'text')],
    },
    {
      id: 'order',
      word: 'supervise',
      label: label('circulars.action.order'),
      from: worked,
      by,
      asks: [
        text('instruction', 'long_text'),
        { name: 'answerOn', label: label('circulars.field.answerOn'), kind: 'date', required: true },
      ],
      opens: [{ task: 'supervision', assign: { to: 'holder', task } }],
      serial: orderSerial(of),
    },
    {
      id: 'name_overdue',
      word: 'circulate',
      label: label('circulars.action.name_overdue'),
      from: open,
      by,
      asks: [text('matter', 'long_text')],
    },
  ]
}
