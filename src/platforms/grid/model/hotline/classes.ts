import type { Limit } from '#kernel/time/model'

/**
 * Classes of work orders (工单分类) with the time for feedback, from acceptance. Hours run day and night, as the hotline
 * does; days are calendar days (自然日), of which the last moves off a day of rest. The figures are those that were
 * asked for; no source that the project has names them, so a district that has its own rule changes them here.
 */
export const orderClasses = ['urgent', 'inquiry', 'ordinary', 'complex'] as const
export type OrderClass = (typeof orderClasses)[number]

export const feedbackLimits: Readonly<Record<OrderClass, Limit>> = {
  urgent: { unit: 'hours', count: 2 },
  inquiry: { unit: 'hours', count: 24 },
  ordinary: { unit: 'calendar_days', count: 7 },
  complex: { unit: 'calendar_days', count: 15 },
}

/** The first answer (接单), for every class: from receipt, day and night. */
export const acceptLimit = { unit: 'hours', count: 2 } as const satisfies Limit
