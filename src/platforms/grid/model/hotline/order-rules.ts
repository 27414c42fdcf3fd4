import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import type { RuleVersion } from '#kernel/rulebooks/model'
import { Limit } from '#kernel/time/model'
import { label } from './labels.ts'

export const OrderClassCode = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)

/** A class of work orders (工单类别) with its time for feedback, from acceptance. */
export const OrderClass = z.strictObject({
  code: OrderClassCode,
  name: LocalText,
  feedback: Limit,
  /** False: no new order is taken under it. */
  active: z.boolean(),
})
export type OrderClass = z.infer<typeof OrderClass>

/** The limits that the hotline sets: the first answer (接单) for every class, and feedback by class. */
export const OrderRules = z
  .strictObject({ accept: Limit, classes: z.array(OrderClass).min(1).max(40) })
  .superRefine(({ classes }, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message })
    const known = new Set<string>()
    classes.forEach(({ code, name }, at) => {
      // A file says classes by code or by name, so that none may be two.
      const said: [string, (string | number)[]][] = [
        [code, ['classes', at, 'code']],
        [name['zh-CN'].trim(), ['classes', at, 'name', 'zh-CN']],
        [name.en.trim(), ['classes', at, 'name', 'en']],
      ]
      for (const [text, path] of said) if (known.has(text)) refuse(path, 'hotline.class_twice')
      for (const [text] of said) known.add(text)
    })
    if (!classes.some(({ active }) => active)) refuse(['classes'], 'hotline.no_class')
  })
export type OrderRules = z.infer<typeof OrderRules>

/**
 * What holds until the district publishes rules of its own. Hours run day and night, as the hotline does; days are
 * calendar days (自然日), of which the last moves off a day of rest. No source that the project has names the figures.
 */
export const firstOrderRules: OrderRules = {
  accept: { unit: 'hours', count: 2 },
  classes: [
    orderClass('urgent', { unit: 'hours', count: 2 }),
    orderClass('inquiry', { unit: 'hours', count: 24 }),
    orderClass('ordinary', { unit: 'calendar_days', count: 7 }),
    orderClass('complex', { unit: 'calendar_days', count: 15 }),
  ],
}

function orderClass(code: 'urgent' | 'inquiry' | 'ordinary' | 'complex', feedback: Limit): OrderClass {
  return { code, name: label(`hotline.class.${code}`), feedback, active: true }
}

/** The versions of the rules, as whoever needs one finds it. */
export type OrderRuleVersions = {
  at(moment: Date): RuleVersion<OrderRules>
  now(): RuleVersion<OrderRules>
  /** The newest first, without the one that the program brings along. */
  published(): readonly RuleVersion<OrderRules>[]
}

export type ClassInForce = { version: number; rules: OrderRules; orderClass: OrderClass }

/**
 * A class by the rules of the moment at which the call was taken; one that came later than the call, by those of now.
 * Undefined where neither knows it, or has it in use.
 */
export function classInForce(
  versions: OrderRuleVersions,
  code: unknown,
  moment: Date,
): ClassInForce | undefined {
  for (const { version, body } of [versions.at(moment), versions.now()]) {
    const orderClass = body.classes.find((one) => one.code === code && one.active)
    if (orderClass) return { version, rules: body, orderClass }
  }
  return undefined
}

/** Every class of any version, under the name that it had last: what an order of any time may bear. */
export function everyClass(versions: OrderRuleVersions): OrderClass[] {
  const classes = new Map<string, OrderClass>()
  for (const { body } of [...versions.published(), versions.at(new Date(0))])
    for (const one of body.classes) if (!classes.has(one.code)) classes.set(one.code, one)
  return [...classes.values()]
}
