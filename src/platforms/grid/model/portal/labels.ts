import type { LocalText } from '#kernel/i18n/model'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

/** A declared label in both languages. */
export function label(key: keyof typeof zhCN): LocalText {
  return { 'zh-CN': zhCN[key], en: en[key] }
}
