import type { categories, channels } from './ledgers.ts'

/** What varies from one history of a course to the next. */
export type Variant = { category: (typeof categories)[number]; channel: (typeof channels)[number] }

/** What a registration says, with the number and cost that stand for each entry's own. */
export function fieldsOf({ category, channel }: Variant, number: number, cost: number) {
  return {
    subject: `第${number}号:人民路与中山街交叉口路面塌陷`,
    category,
    channel,
    cost,
    foundOn: '2025-03-03',
    description: '群众反映路面出现约两平方米塌陷,夜间通行有危险,已放置警示标志。',
    contact: '示例·联系人',
  }
}
