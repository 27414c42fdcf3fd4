import type { LocalText } from '#kernel/i18n/model'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

export type ProjectMessage = keyof typeof zhCN

/** A declared label in both languages, from the catalogue, so that screens and declarations use the same words. */
export function label(key: ProjectMessage): LocalText {
  return { 'zh-CN': zhCN[key], en: en[key] }
}

/** The choices of a field: values, each with the label `<prefix>.<value>`. */
export function choices<Value extends string>(
  values: readonly Value[],
  labelOf: (value: Value) => ProjectMessage,
): { value: Value; label: LocalText }[] {
  return values.map((value) => ({ value, label: label(labelOf(value)) }))
}
