import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { Locale, LocalText } from '#kernel/i18n/model'
import { describeInstant } from '#kernel/time/model'
import type { Ledger } from '../model/define-ledger.ts'
import type { Action, LedgerDefinition } from '../model/definition.ts'
import type { Refusal } from '../model/verdict.ts'

/** A verdict as an error that names fields, actions and tasks as the user knows them. */
export function refusal(
  { definition }: Ledger,
  action: Action,
  verdict: Refusal,
  { locale }: Actor,
): AppError {
  const params = {
    label: action.label[locale],
    ...namedParams(definition, verdict.params ?? {}, locale),
    ...ruleParams(action, verdict, locale),
  }
  const field = verdict.status === 400 ? verdict.params?.['field'] : undefined
  const items = field === undefined ? [] : [{ path: `input.${field}`, code: verdict.code, params }]
  return new AppError(verdict.code, { status: verdict.status, params, items })
}

/** What an action's own conditions say of themselves, in words. */
export function ruleParams(
  action: Action,
  { code, params }: Refusal,
  locale: Locale,
): Record<string, string> {
  if (code === 'ledgers.condition_not_met') return { reason: action.when?.reason[locale] ?? '' }
  if (code !== 'ledgers.evidence_condition') return {}
  const rule = action.evidence[Number(params?.['evidence'])]
  return { condition: rule?.kind === 'condition' ? rule.label[locale] : '' }
}

/** What a refusal names, in the labels that the ledger gives it. */
export function namedParams(
  { fields, actions, tasks }: LedgerDefinition,
  params: NonNullable<Refusal['params']>,
  locale: Locale,
): Record<string, string | number> {
  const label = (key: string, found: { label: LocalText } | undefined) =>
    found ? { [key]: found.label[locale] } : {}
  const { until } = params
  return {
    ...params,
    ...label(
      'field',
      fields.find(({ name }) => name === params['field']),
    ),
    ...label(
      'action',
      actions.find(({ id }) => id === params['action']),
    ),
    ...label(
      'task',
      tasks.find(({ kind }) => kind === params['task']),
    ),
    ...(typeof until === 'string' && until !== '' ? { until: describeInstant(new Date(until)) } : {}),
  }
}
