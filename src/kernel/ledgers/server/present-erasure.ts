import type { PersonToErase } from '#kernel/registry/server'
import type { ErasurePlan, Obstacle, Stay } from '../model/erasure.ts'
import type { EntriesPlan, EntryPlan } from './erasure-plan.ts'
import { retentionOf } from './erasure-plan.ts'

type Found = {
  person: PersonToErase
  entries: EntriesPlan
  views: readonly string[]
  /** Numbers of entries where a known text stands in clear. */
  clear: readonly string[]
  now: Date
}

/** The dry run: what would go, what would stay, and what stands against it. */
export function presentPlan({ person, entries: plan, views, clear, now }: Found): ErasurePlan {
  const { entries } = plan
  return {
    register: { columns: person.columns, changes: person.changes, unmaskings: person.unmaskings },
    ledgers: [...Map.groupBy(entries, ({ known }) => known)].flatMap(([known, of]) => {
      const values = sum(of, (one) => one.values.length)
      const files = sum(of, (one) => one.files.length)
      const title = known.versions.get(known.current)?.definition.title
      if (!title || values + files === 0) return []
      const touched = of.filter((one) => one.values.length + one.files.length > 0)
      return [{ ledger: known.code, title, entries: touched.length, values, files }]
    }),
    files: sum(entries, (one) => one.files.length),
    views: views.length,
    stays: stays(person, plan, clear),
    obstacles: obstacles(person, entries, now),
  }
}

const sum = (entries: readonly EntryPlan[], of: (one: EntryPlan) => number) =>
  entries.reduce((total, one) => total + of(one), 0)

function stays(
  { households }: PersonToErase,
  { entries, shared }: EntriesPlan,
  clear: readonly string[],
): Stay[] {
  const all = entries.map(({ entry }) => entry.no)
  const touched = entries.filter(({ values, files }) => values.length + files.length > 0)
  const found: Stay[] = [
    // That the entry was about somebody, and the course that its log proves.
    { kind: 'ties', count: all.length, nos: all },
    { kind: 'log', count: touched.length, nos: touched.map(({ entry }) => entry.no) },
    { kind: 'households', count: households, nos: [] },
    { kind: 'clear_text', count: clear.length, nos: [...clear] },
    {
      kind: 'shared_files',
      count: [...shared.values()].reduce((total, ids) => total + ids.length, 0),
      nos: [...shared.keys()],
    },
  ]
  return found.filter(({ count }) => count > 0)
}

function obstacles({ holds }: PersonToErase, entries: readonly EntryPlan[], now: Date): Obstacle[] {
  const open = entries.filter(({ entry }) => entry.isOpen).map(({ entry }) => entry.no)
  const kept = entries
    .filter(({ values, files }) => values.length + files.length > 0)
    .flatMap((one) => {
      const retention = retentionOf(one, now)
      return retention ? [{ no: one.entry.no, ...retention }] : []
    })
    .toSorted((a, b) => b.until.getTime() - a.until.getTime())
  const [last] = kept
  const found: Obstacle[] = []
  if (open.length > 0)
    found.push({ kind: 'open_entry', count: open.length, nos: open, until: null, basis: null })
  if (holds > 0) found.push({ kind: 'hold', count: holds, nos: [], until: null, basis: null })
  if (last)
    found.push({
      kind: 'retention',
      count: kept.length,
      nos: kept.map(({ no }) => no),
      until: last.until.toISOString(),
      basis: last.basis,
    })
  return found
}
