import type { LocalText } from '#kernel/i18n/model'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'
import './messages.ts'

type CareMessage = keyof typeof zhCN

/** A declared label in both languages, from the catalogue. */
export function label(key: CareMessage): LocalText {
  return { 'zh-CN': zhCN[key], en: en[key] }
}

/** The choices of a field, each with its label. */
export function choices<Value extends string>(
  values: readonly Value[],
  labelOf: (value: Value) => CareMessage,
): { value: Value; label: LocalText }[] {
  return values.map((value) => ({ value, label: label(labelOf(value)) }))
}

export const role = (name: string) => ({ who: 'role', role: name }) as const
export const registrant = { who: 'registrant' } as const
export const system = { who: 'system' } as const

/** The community's own: the leader of its cells and its clerk. */
export const community = [role('grid_leader'), role('village_clerk')]
