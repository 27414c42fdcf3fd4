import { createContext, use } from 'react'
import type { FieldViews } from '#kernel/ui/web'

/** How platforms show certain fields of their ledgers; provided once, where the platforms are known. */
export const FieldViewsContext = createContext<FieldViews>({})

/** The ledger whose values stand inside. */
export const LedgerContext = createContext('')

export function useFieldView(field: string): FieldViews[string] | undefined {
  const ledger = use(LedgerContext)
  return use(FieldViewsContext)[`${ledger}.${field}`]
}
