/** Rows as CSV after RFC 4180, for tests that change a list and read it again. */
export function formatCsv(rows: readonly Readonly<Record<string, string>>[]): string {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
  const header = Object.keys(rows[0] ?? {})
  const lines = rows.map((row) => header.map((name) => quote(row[name] ?? '')).join(','))
  return `${[header.map(quote).join(','), ...lines].join('\r\n')}\r\n`
}
