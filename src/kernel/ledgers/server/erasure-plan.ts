import type { Keys } from '#kernel/crypto/server'
import type { Tx } from '#kernel/db/server'
import type { LocalText } from '#kernel/i18n/model'
import { evidenceAbout } from '#kernel/registry/server'
import type { Field } from '../model/definition.ts'
import { isSealed } from '../model/secrets.ts'
import type { Change } from '../model/state.ts'
import { actionsOf, type DefinitionBook, type Known } from './definition-book.ts'
import { filesElsewhere, holdTiedEntries, listViews, readTiedLogs, type TiedEntry } from './erasure-store.ts'
import { changeOf } from './log-store.ts'
import { openValues } from './open-secrets.ts'

/** What an erasure would take from one entry. */
export type EntryPlan = {
  entry: TiedEntry
  known: Known
  /** Steps and fields with a value under the person's key. */
  values: { seq: number; name: string }[]
  files: string[]
}

export type EntriesPlan = {
  entries: EntryPlan[]
  /** Files that hang on something else too, and so stay; by the entry. */
  shared: Map<string, string[]>
  changes: { entry: TiedEntry; change: Change }[]
}

/** Reads, under lock, what there is of a person in all entries that name it. Needs no key. */
export async function planEntries(
  tx: Tx,
  book: DefinitionBook,
  personIds: readonly string[],
): Promise<EntriesPlan> {
  const tied = (await holdTiedEntries(tx, personIds)).toSorted((a, b) => (a.no < b.no ? -1 : 1))
  const ids = tied.map(({ id }) => id)
  const logs = await readTiedLogs(tx, ids)
  const changes: EntriesPlan['changes'] = []
  const entries: EntryPlan[] = []
  const kept = new Set<string>()
  for (const entry of tied) {
    const known = book.getById(entry.ledgerId)
    const log = (logs.get(entry.id) ?? []).map((row) => ({ seq: row.seq, change: changeOf(row.body) }))
    changes.push(...log.map(({ change }) => ({ entry, change })))
    const found = filesOf(known, personIds, log)
    for (const id of found.others) kept.add(id)
    entries.push({ entry, known, values: valuesOf(personIds, log), files: [...found.own] })
  }
  const all = entries.flatMap(({ files }) => files)
  for (const id of await filesElsewhere(tx, all, ids)) kept.add(id)
  const shared = new Map<string, string[]>()
  for (const plan of entries) {
    const stay = plan.files.filter((id) => kept.has(id))
    if (stay.length > 0) shared.set(plan.entry.no, stay)
    plan.files = plan.files.filter((id) => !kept.has(id))
  }
  return { entries, shared, changes }
}

type Step = { seq: number; change: Change }

function valuesOf(personIds: readonly string[], log: readonly Step[]): EntryPlan['values'] {
  return log.flatMap(({ seq, change }) =>
    [...Object.entries(change.values), ...Object.entries(change.asks)]
      .filter(([, value]) => isSealed(value) && personIds.includes(value.of))
      .map(([name]) => ({ seq, name })),
  )
}

/** The files in fields and questions that are this person's secret, and those in all others. */
function filesOf(
  known: Known,
  personIds: readonly string[],
  log: readonly Step[],
): { own: Set<string>; others: Set<string> } {
  const own = new Set<string>()
  const others = new Set<string>()
  const persons: Record<string, unknown> = {}
  for (const { change } of log) {
    Object.assign(persons, change.values)
    // A field that a later version calls otherwise names the same person by both names.
    for (const [old, name] of Object.entries(change.renames ?? {}))
      if (name !== null && old in persons) persons[name] = persons[old]
    const secret = (name: string, fields: readonly Field[]) =>
      fields.some(
        (field) =>
          field.name === name &&
          field.secretOf !== undefined &&
          personIds.some((id) => id === persons[field.secretOf ?? '']),
      )
    const fields = fieldsOf(known)
    const asks = asksOf(known, change.action)
    const said = [
      ...Object.entries(change.values).map(([name, value]) => ({ value, own: secret(name, fields) })),
      ...Object.entries(change.asks).map(([name, value]) => ({ value, own: secret(name, asks) })),
    ]
    const files = new Set(change.files)
    for (const item of said)
      for (const id of Array.isArray(item.value) ? item.value : [])
        if (typeof id === 'string' && files.has(id)) (item.own ? own : others).add(id)
  }
  return { own, others }
}

/** The texts among a person's secrets, to find copies of them where nothing was declared. */
export async function secretTexts(
  tx: Tx,
  keys: Keys,
  { entries, changes }: EntriesPlan,
  personIds: readonly string[],
): Promise<Set<string>> {
  const knownOf = new Map(entries.map(({ entry, known }) => [entry.id, known]))
  const own = (values: Change['values']) =>
    Object.fromEntries(
      Object.entries(values).filter(([, value]) => isSealed(value) && personIds.includes(value.of)),
    )
  const sealed = changes.flatMap(({ entry, change }) => [
    { entryId: entry.id, values: own(change.values), fields: fieldsOf(knownOf.get(entry.id)) },
    {
      entryId: entry.id,
      values: own(change.asks),
      fields: asksOf(knownOf.get(entry.id), change.action),
    },
  ])
  const names = sealed.flatMap(({ values }) => Object.keys(values)).map((name) => ({ name }))
  const opened = await openValues(tx, keys, names, sealed, { sensitivity: 3 })
  const texts = new Set<string>()
  opened.forEach((values, index) => {
    const fields = sealed[index]?.fields ?? []
    for (const [name, value] of Object.entries(values))
      for (const field of fields.filter((item) => item.name === name)) collectTexts(field, value, texts)
  })
  return texts
}

const definitionsOf = (known: Known | undefined) =>
  [...(known?.versions.values() ?? [])].map(({ definition }) => definition)

function fieldsOf(known: Known | undefined): Field[] {
  return definitionsOf(known).flatMap(({ fields }) => fields)
}

function asksOf(known: Known | undefined, action: string): Field[] {
  return definitionsOf(known).flatMap(
    (definition) => actionsOf(definition).find(({ id }) => id === action)?.asks ?? [],
  )
}

/** Typed texts only: a choice or a date is nobody's own, and would be found everywhere. */
function collectTexts({ kind, items = [] }: Field, value: unknown, into: Set<string>): void {
  // One character says nothing.
  if ((kind === 'text' || kind === 'long_text') && typeof value === 'string' && value.length > 1)
    into.add(value)
  if (kind === 'list' && Array.isArray(value))
    for (const row of value as Record<string, unknown>[])
      for (const item of items) collectTexts(item, row[item.name], into)
}

function holdsAny(value: unknown, texts: readonly string[]): boolean {
  if (typeof value === 'string') return texts.some((text) => value.includes(text))
  if (typeof value !== 'object' || value === null || isSealed(value)) return false
  return Object.values(value).some((item) => holdsAny(item, texts))
}

/** Entries in whose title, other fields or comments a known text stands in clear: the log cannot forget those. */
export function inClear({ changes }: EntriesPlan, texts: readonly string[]): string[] {
  const nos = changes
    .filter(
      ({ entry, change }) =>
        holdsAny(entry.title, texts) ||
        holdsAny([change.values, change.asks, change.derived, change.source ?? null], texts),
    )
    .map(({ entry }) => entry.no)
  return [...new Set(nos)]
}

/** Saved views that look for a known text. */
export async function viewsWith(tx: Tx, texts: readonly string[]): Promise<string[]> {
  const views = await listViews(tx)
  return views.filter(({ name, query }) => holdsAny([name, query], texts)).map(({ id }) => id)
}

/** Until when the ledgers' own law keeps the values of closed entries. */
export function retentionOf(
  { entry, known }: EntryPlan,
  now: Date,
): { until: Date; basis: LocalText } | undefined {
  const { retention } = known.versions.get(entry.version)?.definition ?? {}
  if (!retention || entry.closedAt === null) return undefined
  const until = new Date(entry.closedAt)
  until.setUTCFullYear(until.getUTCFullYear() + retention.years)
  return until > now ? { until, basis: retention.basis } : undefined
}

/** Files that prove requests about the persons, but for those that an entry has too. */
export async function evidenceToErase(tx: Tx, personIds: readonly string[]): Promise<string[]> {
  const files = await evidenceAbout(tx, personIds)
  const elsewhere = new Set(await filesElsewhere(tx, files, []))
  return files.filter((id) => !elsewhere.has(id))
}
