import { createHash } from 'node:crypto'

/** A client key made from what it stands for: the same text always gives the same key, so that it happens once. */
export function derivedKey(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
