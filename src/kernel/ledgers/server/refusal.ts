import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { Ledger } from '../model/define-ledger.ts'
import type { Action } from '../model/definition.ts'

/** A verdict as an error that names fields and actions as the user knows them. */
export function refusal(
  ledger: Ledger,
  action: Action,
  verdict: { code: `ledgers.${string}`; status: number; params?: Record<string, string | number> },
  actor: Actor,
): AppError {
  const { definition } = ledger
  const params: Record<string, string | number> = { label: action.label[actor.locale], ...verdict.params }
  const field = definition.fields.find((item) => item.name === params['field'])
  if (field) params['field'] = field.label[actor.locale]
  const before = definition.actions.find((item) => item.id === params['action'])
  if (before) params['action'] = before.label[actor.locale]
  return new AppError(verdict.code, { status: verdict.status, params })
}
