import type { Plan, Way } from './query-plan.ts'

export type Named = { name: string; pinyin: string; initials: string }

/** A pattern of LIKE as the database reads it. */
function fits(like: string, text: string): boolean {
  const source = like.replaceAll(/\\?[^]/gu, (part) => {
    if (part === '%') return '[^]*'
    if (part === '_') return '[^]'
    const char = part.length > 1 && part.startsWith('\\') ? part.slice(1) : part
    return char.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
  })
  return new RegExp(`^${source}$`, 'u').test(text)
}

const isFound = (named: Named, ways: readonly Way[]) =>
  ways.some(({ field, likes }) => likes.some((like) => fits(like, named[field])))

/**
 * How well a name fits what was typed: 0 the very name, 1 begins so, 2 holds it, 3 with one typing error; undefined
 * where it doesn't. The same as the database finds by its keys, for lists that are in memory.
 */
export function rankName(plan: Plan, named: Named): number | undefined {
  const { q } = plan
  if (named.name === q || named.pinyin === q) return 0
  if (isFound(named, plan.exact)) return named.name.startsWith(q) || named.pinyin.startsWith(q) ? 1 : 2
  return isFound(named, plan.near) ? 3 : undefined
}
