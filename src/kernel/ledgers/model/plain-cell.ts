/** A text that a spreadsheet would run as a formula, written in full width too, is kept a text. */
export function plainCell(text: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text
}
