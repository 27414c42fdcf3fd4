export type { Block, Fact, Paper } from './model/paper.ts'
export type { Head, Row, Table } from './model/table.ts'
export type { ReportFile, ReportFilePage } from './model/report-file.ts'
export { maskNumbers } from './model/mask-numbers.ts'
