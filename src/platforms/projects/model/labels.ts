import type { LocalText } from '#kernel/i18n/model'
import { en as informantEn } from './informants/messages.en.ts'
import { zhCN as informantZh } from './informants/messages.zh-CN.ts'
import { en as gateEn } from './gate/messages.en.ts'
import { zhCN as gateZh } from './gate/messages.zh-CN.ts'
import { en as lifeEn } from './life/messages.en.ts'
import { zhCN as lifeZh } from './life/messages.zh-CN.ts'
import { en as meetingsEn } from './meetings/messages.en.ts'
import { zhCN as meetingsZh } from './meetings/messages.zh-CN.ts'
import { en as investmentEn } from './investment/messages.en.ts'
import { zhCN as investmentZh } from './investment/messages.zh-CN.ts'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'
import { en as poolEn } from './pool/messages.en.ts'
import { zhCN as poolZh } from './pool/messages.zh-CN.ts'
import { en as procedureEn } from './procedures/messages.en.ts'
import { zhCN as procedureZh } from './procedures/messages.zh-CN.ts'

const words = {
  'zh-CN': {
    ...zhCN,
    ...informantZh,
    ...gateZh,
    ...lifeZh,
    ...meetingsZh,
    ...investmentZh,
    ...poolZh,
    ...procedureZh,
  },
  en: {
    ...en,
    ...informantEn,
    ...gateEn,
    ...lifeEn,
    ...meetingsEn,
    ...investmentEn,
    ...poolEn,
    ...procedureEn,
  },
}

export type ProjectMessage = keyof (typeof words)['zh-CN']

/** A declared label in both languages, from the catalogue, so that screens and declarations use the same words. */
export function label(key: ProjectMessage): LocalText {
  return { 'zh-CN': words['zh-CN'][key], en: words.en[key] }
}

/** The choices of a field: values, each with the label `<prefix>.<value>`. */
export function choices<Value extends string>(
  values: readonly Value[],
  labelOf: (value: Value) => ProjectMessage,
): { value: Value; label: LocalText }[] {
  return values.map((value) => ({ value, label: label(labelOf(value)) }))
}
