import type { DefinitionBook } from './definition-book.ts'

/** Whether the field or question `ledger/name` declares that images stay as they were sent. */
export function keepsOriginal(book: DefinitionBook, purpose: string): boolean {
  const [ledger = '', name = ''] = purpose.split('/')
  const known = book.find(ledger)
  if (!known) return false
  const { fields, actions } = book.current(known).definition
  const found = [...fields, ...actions.flatMap(({ asks }) => asks)].filter((field) => field.name === name)
  return found.length > 0 && found.every((field) => field.keepsOriginal === true)
}
