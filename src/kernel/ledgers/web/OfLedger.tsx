import type { ReactNode } from 'react'
import type { LedgerAnswer } from '#kernel/ledgers/model'
import { ErrorState, Loading } from '#kernel/ui/web'
import { LedgerContext } from './field-views.ts'
import { useLedger } from './queries.ts'

type OfLedgerProps = { ledger: string; children: (declaration: LedgerAnswer) => ReactNode }

/** What is shown of a ledger once its declaration is there; the same wait and the same error everywhere. */
export function OfLedger({ ledger, children }: OfLedgerProps) {
  const { data, error, refetch } = useLedger(ledger)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={8} />
  return <LedgerContext value={ledger}>{children(data)}</LedgerContext>
}
