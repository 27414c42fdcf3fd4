export type { Block, Fact, Paper } from './model/paper.ts'
export type { Head, Row, Table } from './model/table.ts'
export type { ReportFile, ReportFilePage } from './model/report-file.ts'
export { maskNumbers } from './model/mask-numbers.ts'
export {
  type AgainAnswer,
  type CircularAnswer,
  type CircularAsked,
  CircularBasis,
  type CircularDrafted,
} from './model/circulars/answers.ts'
export { circularLedger } from './model/circulars/circular-ledger.ts'
export { type CircularKind, circularKinds, periodStart } from './model/circulars/period.ts'
