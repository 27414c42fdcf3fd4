import type { LocalText } from '#kernel/i18n/model'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

type Message = keyof typeof zhCN

/** A declared label in both languages, from the catalogue of texts. */
export function label(key: Message): LocalText {
  return { 'zh-CN': zhCN[key], en: en[key] }
}

export function choices<Value extends string>(
  values: readonly Value[],
  keyOf: (value: Value) => Message,
): { value: Value; label: LocalText }[] {
  return values.map((value) => ({ value, label: label(keyOf(value)) }))
}
