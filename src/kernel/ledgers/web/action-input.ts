import type { Field } from '#kernel/ledgers/model'
import { isBlank, type Values } from './form-values.ts'
import type { ActionDeclaration } from './SpecialFields.tsx'

/** What an action may be told beside its declared fields. */
export const specialNames = ['organisationId', 'accountId', 'outcome', 'stage', 'source']

/** An action says what has changed, and answers its own questions; what stays as it was isn't sent. */
export function changedValues(
  fields: readonly Field[],
  values: Values,
  held: Values,
): Record<string, unknown> {
  const names = [...fields.map((field) => field.name), ...specialNames]
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(values[name] ?? null) !== JSON.stringify(held[name] ?? null))
      .map((name) => [name, isBlank(values[name]) ? null : values[name]]),
  )
}

/** What the action must be told beside its declared fields. */
export function specialFields(action: ActionDeclaration, label: (key: string) => string): Field[] {
  const field = (name: string, key: string): Field => {
    const text = label(`ledgers.screen.form.${key}`)
    return { name, label: { 'zh-CN': text, en: text }, kind: 'text', required: true }
  }
  return [
    ...(action.takesOrganisation ? [field('organisationId', 'organisation')] : []),
    ...(action.outcomes.length > 0 ? [field('outcome', 'outcome')] : []),
    ...(action.takesStage ? [field('stage', 'stage')] : []),
  ]
}
