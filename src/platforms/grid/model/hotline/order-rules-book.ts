import type { ErrorItem } from '#kernel/errors/model'
import { defineRulebook } from '#kernel/rulebooks/model'
import { describeLimit, Limit } from '#kernel/time/model'
import { label } from './labels.ts'
import './messages.ts'
import { OrderRules } from './order-rules.ts'

/** What was published once stays: orders are counted by their class. */
function deleted(next: OrderRules, published: readonly OrderRules[]): ErrorItem[] {
  const kept = new Set(next.classes.map(({ code }) => code))
  const gone = published.flatMap(({ classes }) => classes).filter(({ code }) => !kept.has(code))
  return [...new Map(gone.map((one) => [one.code, one])).values()].map(({ name }) => ({
    path: 'classes',
    code: 'hotline.class_deleted',
    params: { name: name['zh-CN'], nameEn: name.en },
  }))
}

/** The limits of the hotline's orders as a rule that is data: the operations centre keeps it. */
export const orderRulesBook = defineRulebook<OrderRules>({
  id: 'grid_hotline_orders',
  title: label('hotline.rules'),
  right: 'grid.catalogue',
  per: 'installation',
  body: OrderRules,
  words: {
    accept: 'hotline.rules.accept',
    classes: 'hotline.rules.classes',
    code: 'hotline.rules.code',
    name: 'hotline.rules.name',
    feedback: 'hotline.rules.feedback',
    active: 'hotline.rules.active',
  },
  lists: { classes: 'code' },
  show: ({ value, body }) => {
    const limit = Limit.safeParse(value)
    if (limit.success)
      return { 'zh-CN': describeLimit(limit.data, 'zh-CN'), en: describeLimit(limit.data, 'en') }
    return typeof value === 'string' ? body.classes.find(({ code }) => code === value)?.name : undefined
  },
  faultsAfter: deleted,
})
