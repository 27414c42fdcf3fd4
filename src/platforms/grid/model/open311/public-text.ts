/** Runs of seven digits and more, with the gaps that people write: whoever's number it is, it is nobody's business. */
const number = /(?<![0-9])[+(]?[0-9](?:[ \-()/.]?[0-9]){5,}[0-9Xx](?![0-9])/g

/** A text as everybody may read it: no numbers of persons, no markup, no control characters, so long at most. */
export function publicText(text: string, max: number): string {
  const plain = text
    .replaceAll(/<[^<>]{0,200}>/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, (character) => (/[\t\n\r]/.test(character) ? character : ''))
    .replaceAll(number, '***')
    .trim()
  return plain.length > max ? `${plain.slice(0, max - 1)}…` : plain
}
