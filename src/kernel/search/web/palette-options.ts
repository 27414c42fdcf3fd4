import type { NumberFound, SearchAnswer, SearchHit, SearchKind } from '#kernel/search/model'
import { stringifyAddress } from '#kernel/ui/web'
import { hitKey, pathOf } from './hits.ts'

/** A line of the palette that can be chosen. */
export type Option =
  | { kind: 'recent'; key: string; q: string }
  | { kind: 'number'; key: string; number: string }
  | { kind: 'hit'; key: string; hit: SearchHit; path: string | undefined }
  | {
      kind: 'all'
      key: string
      path: string
      group?: { kind: SearchKind; count: number; more: boolean }
    }

type Asked = {
  /** What stands in the field, and what of it the answer is to. */
  text: string
  q: string
  whole: boolean
  answer: SearchAnswer | undefined
  found: NumberFound | undefined
  recent: readonly string[]
  rights: readonly string[]
}

/** What can be chosen, in the order shown: each group's first, and the way to the rest of it. */
export function optionsOf({ text, q, whole, answer, found, recent, rights }: Asked): Option[] {
  const hitOption = (hit: SearchHit): Option => ({
    kind: 'hit',
    key: hitKey(hit),
    hit,
    path: pathOf(hit, rights),
  })
  if (text === '') return recent.map((item) => ({ kind: 'recent', key: `recent:${item}`, q: item }))
  if (whole) return found ? found.rows.map(hitOption) : [{ kind: 'number', key: 'number', number: text }]
  const groups = answer?.groups.filter(({ count }) => count > 0) ?? []
  return groups.flatMap(({ kind, count, more, rows }) => [
    ...rows.map(hitOption),
    ...(count > rows.length
      ? [
          {
            kind: 'all' as const,
            key: `all:${kind}`,
            path: `/search${stringifyAddress({ q, kind })}`,
            group: { kind, count, more },
          },
        ]
      : []),
  ])
}
