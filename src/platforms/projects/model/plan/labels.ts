import type { LocalText } from '#kernel/i18n/model'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

type Tail<K> = K extends `projects.plan.${infer Rest}` ? Rest : never

/** A text of the plan's catalogue in both languages, for what is declared as data. */
export function planLabel(name: Tail<keyof typeof zhCN>): LocalText {
  const key = `projects.plan.${name}` as const
  return { 'zh-CN': zhCN[key], en: en[key] }
}
