import { catalogueKey, type GateContent } from './rules.ts'

export type GateChange = {
  readonly what: 'rule' | 'catalogue'
  readonly change: 'added' | 'removed' | 'changed' | 'moved'
  /** The rule's title, or the row's class, code and name. */
  readonly name: string
  /** Of what changed: which parts. */
  readonly parts: readonly string[]
}

/** What a draft would change of the table in force. The order of rules matters: it numbers them. */
export function differenceOf(before: GateContent, after: GateContent): GateChange[] {
  const rules = compare(
    before.rules.map((rule, index) => ({ key: rule.id, name: rule.title['zh-CN'], value: rule, index })),
    after.rules.map((rule, index) => ({ key: rule.id, name: rule.title['zh-CN'], value: rule, index })),
  ).map((change) => ({ what: 'rule' as const, ...change }))
  const rowOf = (row: GateContent['catalogue'][number]) => ({
    key: catalogueKey(row),
    name: `${row.class} ${row.code} ${row.name}`,
    value: row,
  })
  const rows = compare(before.catalogue.map(rowOf), after.catalogue.map(rowOf)).map((change) => ({
    what: 'catalogue' as const,
    ...change,
  }))
  return [...rules, ...rows]
}

type Item = { key: string; name: string; value: object; index?: number }

function compare(before: readonly Item[], after: readonly Item[]): Omit<GateChange, 'what'>[] {
  const old = new Map(before.map((item) => [item.key, item]))
  const now = new Set(after.map(({ key }) => key))
  const kept = before.filter(({ key }) => now.has(key)).map(({ key }) => key)
  const stays = after.filter(({ key }) => old.has(key)).map(({ key }) => key)
  return [
    ...before
      .filter(({ key }) => !now.has(key))
      .map(({ name }) => ({ change: 'removed' as const, name, parts: [] })),
    ...after.flatMap((item): Omit<GateChange, 'what'>[] => {
      const was = old.get(item.key)
      if (!was) return [{ change: 'added', name: item.name, parts: [] }]
      const parts = changedParts(was.value, item.value)
      if (parts.length > 0) return [{ change: 'changed', name: item.name, parts }]
      const moved = item.index !== undefined && kept.indexOf(item.key) !== stays.indexOf(item.key)
      return moved ? [{ change: 'moved', name: item.name, parts: [] }] : []
    }),
  ]
}

function changedParts(before: object, after: object): string[] {
  const was = before as Record<string, unknown>
  const is = after as Record<string, unknown>
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  )
}
