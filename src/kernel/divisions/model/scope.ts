import { levelOf } from './division.ts'

function isCode(text: string): boolean {
  return /^\d+$/.test(text) && (text.length === 6 || text.length === 9 || text.length === 12)
}

/**
 * Whether a place lies in what the roots cover: the root itself or anything below it. Codes nest by prefix, so a
 * root that is not a whole code (6, 9 or 12 digits) covers nothing, rather than everything that begins like it.
 *
 * @example covers(['211302009'], '211302009004') // true
 */
export function covers(roots: readonly string[], code: string): boolean {
  return isCode(code) && roots.some((root) => isCode(root) && code.startsWith(root))
}

export type ScopeByLevel = { districts: string[]; townships: string[]; villages: string[] }

/**
 * Sorts roots by level without those another root covers, for equalities on the columns district, township and
 * village: a list of equalities uses an index where a prefix range does not.
 */
export function scopeByLevel(roots: readonly string[]): ScopeByLevel {
  const scope: ScopeByLevel = { districts: [], townships: [], villages: [] }
  const unique = [...new Set(roots)].filter(isCode)
  for (const root of unique) {
    if (unique.some((other) => other !== root && root.startsWith(other))) continue
    scope[`${levelOf(root)}s`].push(root)
  }
  return scope
}
