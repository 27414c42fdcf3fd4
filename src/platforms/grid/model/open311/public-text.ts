/** Digits with the gaps that people write between them, as long as they go on: read in one pass, whatever is written. */
const digits = /[+(]?[0-9](?:[ \-()/.]?[0-9])*[Xx]?/g
/** So many of them may be whoever's number, and that is nobody's business. */
const digitsMin = 7

/** A text as everybody may read it: no numbers of persons, no markup, no control characters, so long at most. */
export function publicText(text: string, max: number): string {
  const plain = text
    .replaceAll(/<[^<>]{0,200}>/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, (character) => (/[\t\n\r]/.test(character) ? character : ''))
    .replaceAll(digits, (run) => (run.replaceAll(/[^0-9Xx]/g, '').length < digitsMin ? run : '***'))
    .trim()
  return plain.length > max ? `${plain.slice(0, max - 1)}…` : plain
}
