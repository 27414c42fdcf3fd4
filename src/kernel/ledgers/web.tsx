export { findMissing, isBlank, type Values } from './web/form-values.ts'
export { logQuery } from './web/queries.ts'
export { shownFields } from './web/shown-fields.ts'
export { queryOf } from './web/list-address.ts'
export { useHere } from './web/use-here.ts'
export { titleQuery } from './web/entry-titles.ts'
export { FieldViewsContext } from './web/field-views.ts'
export { type ActionStart, ActionStartContext } from './web/action-start.ts'
export { PointMapContext } from './web/point-map.ts'
export type { ListDesk } from './web/LedgerListPage.tsx'
export type { ListColumn } from './web/list-columns.tsx'
export { useBatch } from './web/use-batch.ts'
export {
  BatchBar,
  BatchResults,
  EntryDetail,
  ExclusionText,
  LedgerListPage,
  ListFilters,
  PointInput,
  RatesFiles,
  RatesView,
  RegisterForm,
  SubjectEntries,
} from './web/parts.ts'
export {
  abilitiesQuery,
  entriesQuery,
  entryQuery,
  type Moment,
  tasksQuery,
  useEntry,
  useLedger,
} from './web/queries.ts'
export { ledgerPages } from './web/routes.ts'
