/** A text that a spreadsheet would run as a formula is kept a text. */
export function plainCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
