/** What stands beside the bars; the number and the name always do. */
export const columnNames = [
  'days',
  'start',
  'finish',
  'late_finish',
  'float',
  'slip',
  'who',
  'actual',
] as const
export type ColumnName = (typeof columnNames)[number]

export const columnWidths: Record<ColumnName | 'number' | 'name', number> = {
  number: 46,
  name: 194,
  days: 46,
  start: 86,
  finish: 86,
  late_finish: 86,
  float: 58,
  slip: 64,
  who: 108,
  actual: 96,
}
export const usualColumns: readonly ColumnName[] = ['days', 'start', 'finish', 'float', 'who']

export function tableWidth(columns: readonly ColumnName[]): number {
  return columns.reduce((sum, name) => sum + columnWidths[name], columnWidths.number + columnWidths.name)
}
