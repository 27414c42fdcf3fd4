import { nearPieces, type Plan, type Way } from './query-plan.ts'

export type Named = { name: string; pinyin: string; initials: string }

/** A pattern of LIKE as an expression: what the database reads it as. Where anything may stand at an end, it is open. */
function expression(like: string): string {
  const begins = like.startsWith('%') ? '' : '^'
  const ends = /[^\\]%$/.test(like) ? '' : '$'
  const inner = like.slice(begins === '' ? 1 : 0, ends === '' ? -1 : undefined)
  const body = inner.replaceAll(/\\?[^]/gu, (part) => {
    if (part === '%') return '[^]*'
    if (part === '_') return '[^]'
    const char = part.length > 1 && part.startsWith('\\') ? part.slice(1) : part
    return char.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
  })
  return `${begins}${body}${ends}`
}

const fields = ['name', 'pinyin', 'initials'] as const

/** Whether any way finds a name: one expression for each field, read once for all names. */
function finder(ways: readonly Way[]): (named: Named) => boolean {
  const tests = fields.flatMap((field) => {
    const likes = new Set(ways.filter((way) => way.field === field).flatMap((way) => way.likes))
    if (likes.size === 0) return []
    return [{ field, test: new RegExp(`(?:${[...likes].map(expression).join('|')})`, 'u') }]
  })
  return (named) => tests.some(({ field, test }) => test.test(named[field]))
}

export type Ranker = (named: Named) => number | undefined
/** Without `near` where no typing error is looked for. */
export type Rankers = { q: string; exact: Ranker; near: Ranker | undefined }

/**
 * How well a name fits what was typed: 0 the very name, 1 begins so, 2 holds it; with one typing error 3. Undefined
 * where it doesn't. The same as the database finds by its keys, for lists that are in memory.
 */
export function nameRankers(plan: Plan): Rankers {
  const { q } = plan
  const isExact = finder(plan.exact)
  let isNear: ReturnType<typeof finder> | undefined
  const { field, pieces } = nearPieces(plan)
  const near: Ranker = (named) => {
    if (!pieces.some((piece) => named[field].includes(piece))) return undefined
    isNear ??= finder(plan.near)
    return isNear(named) ? 3 : undefined
  }
  return {
    q,
    exact: (named) => {
      if (named.name === q || named.pinyin === q) return 0
      if (!isExact(named)) return undefined
      return named.name.startsWith(q) || named.pinyin.startsWith(q) ? 1 : 2
    },
    near: plan.near.length > 0 ? near : undefined,
  }
}
