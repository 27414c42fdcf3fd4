/** Filters by fields, on lists that take any: those that ledgers declare, of whatever class. */
export const fieldParameters: Record<string, readonly string[]> = {
  'f.category': ['road'],
  'f.kind': ['land'],
  'f.finding': ['zq', ''],
}
