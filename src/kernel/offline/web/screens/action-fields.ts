import type { Field, LedgerAnswer } from '#kernel/ledgers/model'

type Declared = LedgerAnswer['actions'][number]
const bothWays = (text: string): Field['label'] => ({ 'zh-CN': text, en: text })

/** What an action must be told beside its declared fields, as fields: outcome, who is to handle it, stage, source. */
export function besides(action: Declared, { stages }: LedgerAnswer, say: (key: string) => string): Field[] {
  const field = (name: string, rest: Omit<Field, 'name' | 'label'>): Field => ({
    name,
    label: bothWays(say(`offline.screen.form.${name}`)),
    ...rest,
  })
  const choice = (name: string, items: readonly { id: string; label: Field['label'] }[]) =>
    field(name, {
      kind: 'choice',
      required: true,
      options: items.map(({ id, label }) => ({ value: id, label })),
    })
  return [
    ...(action.outcomes.length > 0 ? [choice('outcome', action.outcomes)] : []),
    ...(action.takesOrganisation ? [field('organisationId', { kind: 'organisation', required: true })] : []),
    ...(action.takesStage ? [choice('stage', stages)] : []),
    ...(action.takesSource ? [field('source', { kind: 'text' })] : []),
  ]
}
