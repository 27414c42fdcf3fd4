import type { Plan, Way } from './query-plan.ts'

export type Named = { name: string; pinyin: string; initials: string }

/** A pattern of LIKE as an expression: what the database reads it as. */
function expression(like: string): string {
  return like.replaceAll(/\\?[^]/gu, (part) => {
    if (part === '%') return '[^]*'
    if (part === '_') return '[^]'
    const char = part.length > 1 && part.startsWith('\\') ? part.slice(1) : part
    return char.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
  })
}

const fields = ['name', 'pinyin', 'initials'] as const

/** Whether any way finds a name: one expression for each field, read once for all names. */
function finder(ways: readonly Way[]): (named: Named) => boolean {
  const tests = fields.flatMap((field) => {
    const likes = new Set(ways.filter((way) => way.field === field).flatMap((way) => way.likes))
    if (likes.size === 0) return []
    return [{ field, test: new RegExp(`^(?:${[...likes].map(expression).join('|')})$`, 'u') }]
  })
  return (named) => tests.some(({ field, test }) => test.test(named[field]))
}

/**
 * How well a name fits what was typed: 0 the very name, 1 begins so, 2 holds it, 3 with one typing error; undefined
 * where it doesn't. The same as the database finds by its keys, for lists that are in memory.
 */
export function nameRanker(plan: Plan): (named: Named) => number | undefined {
  const { q } = plan
  const isExact = finder(plan.exact)
  const isNear = finder(plan.near)
  return (named) => {
    if (named.name === q || named.pinyin === q) return 0
    if (isExact(named)) return named.name.startsWith(q) || named.pinyin.startsWith(q) ? 1 : 2
    return isNear(named) ? 3 : undefined
  }
}
