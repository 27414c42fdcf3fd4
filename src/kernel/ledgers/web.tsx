export type { ListColumn } from './web/list-columns.tsx'
export { BoardPage, EntryDetail, LedgerListPage, RegisterForm } from './web/parts.ts'
export { entriesQuery, entryQuery, type Moment, tasksQuery, useEntry, useLedger } from './web/queries.ts'
export { ledgerPages } from './web/routes.ts'
