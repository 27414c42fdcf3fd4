import { canonicalText } from '#kernel/crypto/model'
import { LedgerDefinition } from '../model/definition.ts'
import { spotOf } from '../model/points.ts'
import { type SlotName, slotNames, slotValues } from '../model/slots.ts'
import { type EntryState, mostUrgent, stateAsOf } from '../model/state.ts'
import type { VersionRow } from './definition-store.ts'
import type { Loaded } from './entry-store.ts'
import type { LinkRow } from './link-store.ts'
import { changeOf, type LoggedRow, toLogged } from './log-store.ts'
import type { StoredSlots } from './verify-store.ts'

/** The definitions that say which value stands in which typed column. */
export class Definitions {
  readonly #codes = new Map<number, string>()
  readonly #versions = new Map<string, LedgerDefinition>()

  constructor(rows: readonly VersionRow[]) {
    for (const row of rows) {
      this.#codes.set(row.ledgerId, row.code)
      const { data } = LedgerDefinition.safeParse(row.definition)
      if (data) this.#versions.set(`${row.ledgerId}/${row.version}`, data)
    }
  }

  code(ledgerId: number): string | undefined {
    return this.#codes.get(ledgerId)
  }

  version(ledgerId: number, version: number): LedgerDefinition | undefined {
    return this.#versions.get(`${ledgerId}/${version}`)
  }
}

/** Names of what differs between an entry's row with its open tasks and a replay of its log. */
export function differences(
  loaded: Loaded,
  slots: StoredSlots | undefined,
  log: readonly LoggedRow[],
  definitions: Definitions,
): string[] {
  const replayed = stateAsOf(loaded.state.id, log.map(toLogged), '9999-12-31', 'recorded')
  if (!replayed) return ['row']
  const stored = { ...loaded.state, ledger: definitions.code(loaded.ledgerId) ?? '' }
  const keys = Object.keys(replayed) as (keyof EntryState)[]
  const different: string[] = keys.filter((key) =>
    key === 'tasks' ? !sameTasks(stored, replayed) : !same(stored[key], replayed[key]),
  )
  if (!slots) return [...different, 'row']
  return [...different, ...slotDifferences(loaded.ledgerId, slots, replayed, definitions)]
}

/** Whether the table has just the links that the entry's log made. */
export function sameLinks(stored: readonly LinkRow[], log: readonly LoggedRow[]): boolean {
  const made = log.flatMap(({ entryId, seq, body }) =>
    (changeOf(body).links ?? []).map(
      (link): LinkRow => ({ entry_id: entryId, seq, relation: link.relation, target_id: link.entryId }),
    ),
  )
  const texts = (rows: readonly LinkRow[]) => rows.map((row) => canonicalText(row)).sort()
  return same(texts(stored), texts(made))
}

function same(a: unknown, b: unknown): boolean {
  return canonicalText(a ?? null) === canonicalText(b ?? null)
}

function sameTasks(a: EntryState, b: EntryState): boolean {
  const byId = (state: EntryState) => state.tasks.toSorted((x, y) => (x.id < y.id ? -1 : 1))
  return same(byId(a), byId(b))
}

function slotDifferences(
  ledgerId: number,
  slots: StoredSlots,
  replayed: EntryState,
  definitions: Definitions,
): string[] {
  const urgent = mostUrgent(replayed.tasks)
  const different: string[] = []
  if ((slots.due_at?.toISOString() ?? null) !== urgent.dueAt) different.push('due_at')
  if ((slots.amber_at?.toISOString() ?? null) !== urgent.amberAt) different.push('amber_at')
  const definition = definitions.version(ledgerId, replayed.version)
  if (!definition) return different
  const spot = spotOf(definition, replayed.values)
  if (slots.lng !== (spot?.lng ?? null) || slots.lat !== (spot?.lat ?? null)) different.push('point')
  const expected = slotValues(definition, replayed.values)
  return [...different, ...slotNames.filter((name) => !sameSlot(name, slots[name], expected[name]))]
}

function sameSlot(name: SlotName, stored: string | null, expected: string | number | undefined): boolean {
  if (stored === null || expected === undefined) return stored === (expected ?? null)
  return name.startsWith('n') ? Number(stored) === expected : stored === expected
}
