/** Letters and digits that are not taken for one another, read aloud or written by hand. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
export const secretLength = 10

/**
 * A secret code that a claim is followed by, from random bytes. Bytes beyond the last whole turn of the alphabet are
 * skipped, so that every letter is as likely.
 * @returns undefined where the bytes were too few
 */
export function secretFrom(bytes: Uint8Array): string | undefined {
  const fair = 256 - (256 % alphabet.length)
  const letters = [...bytes].filter((byte) => byte < fair).map((byte) => alphabet[byte % alphabet.length])
  return letters.length < secretLength ? undefined : letters.slice(0, secretLength).join('')
}

/** `K7MPW-4XQ2R`: in two halves, as it is told and printed. */
export function tellSecret(code: string): string {
  return `${code.slice(0, secretLength / 2)}-${code.slice(secretLength / 2)}`
}

/** What was typed, as it was told: capitals, without spaces and dashes. */
export function normaliseSecret(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '')
}

export function isSecret(code: string): boolean {
  return new RegExp(`^[${alphabet}]{${secretLength}}$`).test(code)
}
