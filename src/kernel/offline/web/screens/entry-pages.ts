import { createContext, use } from 'react'

/** Ledgers whose entries have a page of a platform's own: `{ key_person: '/m/care/' }`. */
export const FieldEntryPages = createContext<Readonly<Record<string, string>>>({})

/** Where an entry is looked at. */
export function useEntryPath(): (ledger: string, id: string) => string {
  const pages = use(FieldEntryPages)
  return (ledger, id) => `${pages[ledger] ?? '/m/entries/'}${id}`
}
