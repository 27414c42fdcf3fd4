import type { Actor } from '#kernel/http/model'
import { type Locale, type LocalText, localText, translate } from '#kernel/i18n/model'
import { type Field, isErased, Point, pointText } from '#kernel/ledgers/model'
import { describeErased, readTitles } from '#kernel/ledgers/server'
import { describeObjects } from '#kernel/registry/server'
import { shanghaiDate } from '#kernel/time/model'
import { maskNumbers } from '../model/mask-numbers.ts'
import type { CellValue, ColumnKind } from '../model/table.ts'
import type { ReportDeps } from './report-deps.ts'

const objectKinds = ['person', 'household', 'enterprise', 'place'] as const
type ObjectKind = (typeof objectKinds)[number]
export const isObjectKind = (kind: string): kind is ObjectKind => objectKinds.some((one) => one === kind)

/** Which column a field makes. */
export function columnKindOf(field: Pick<Field, 'kind'>): ColumnKind {
  if (field.kind === 'money' || field.kind === 'number' || field.kind === 'date') return field.kind
  return 'text'
}

/** The title of a field as a column's head, with the unit that its numbers are in. */
export function columnTitleOf(field: Field, locale: Locale): string {
  const label = localText(field.label, locale)
  if (field.kind === 'money')
    return translate(locale, 'reports.in_unit', { label, unit: translate(locale, 'reports.wan_yuan') })
  return field.unit
    ? translate(locale, 'reports.in_unit', { label, unit: localText(field.unit, locale) })
    : label
}

type Values = Readonly<Record<string, unknown>>
export type ValueWords = (field: Field, value: unknown) => CellValue

function idsIn(fields: readonly Field[], rows: readonly Values[], kinds: readonly string[]): unknown[] {
  const names = fields.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name)
  return [...new Set(rows.flatMap((row) => names.flatMap((name) => row[name] ?? [])))]
}
const texts = (ids: readonly unknown[]) => ids.filter((id) => typeof id === 'string')
const numbers = (ids: readonly unknown[]) => ids.filter((id) => typeof id === 'number')

/**
 * How values are written: names instead of ids, as far as the reader may see them, words instead of codes, and numbers
 * of persons masked unless `whole`. Asks for the names of all rows together.
 */
export async function valueWords(
  { engine, directory, divisionName }: ReportDeps,
  { actor, locale, whole = false }: { actor: Actor; locale: Locale; whole?: boolean },
  fields: readonly Field[],
  rows: readonly Values[],
): Promise<ValueWords> {
  const { db } = engine.handle
  const refs = objectKinds.flatMap((kind) => texts(idsIn(fields, rows, [kind])).map((id) => ({ kind, id })))
  const [organisations, accounts, cards, titles] = await Promise.all([
    directory.organisations(numbers(idsIn(fields, rows, ['organisation', 'organisations']))),
    directory.accounts(numbers(idsIn(fields, rows, ['account']))),
    describeObjects(db, actor, refs, shanghaiDate(engine.clock.now())),
    readTitles(engine, actor, texts(idsIn(fields, rows, ['entry']))),
  ])
  const labels = new Map(cards.map(({ kind, id, label }) => [`${kind} ${id}`, label]))
  const entries = new Map(titles.map(({ id, no, title }) => [id, `${no} ${title}`]))
  const unseen = translate(locale, 'reports.unseen')
  const names: Names = {
    division: (code) => localOr(divisionName(code), code, locale),
    organisation: (id) => localOr(organisations.get(Number(id)), id, locale),
    account: (id) => accounts.get(Number(id)) ?? id,
    entry: (id) => entries.get(id) ?? unseen,
    object: (kind, id) => labels.get(`${kind} ${id}`) ?? unseen,
  }
  const written = (text: string) => (whole ? text : maskNumbers(text))
  const words: ValueWords = (field, value) => {
    if (value === null || value === undefined) return null
    if (isErased(value)) return describeErased(value, locale)
    const { kind } = field
    if (kind === 'money' || kind === 'number') return typeof value === 'number' ? value : null
    if (kind === 'boolean') return translate(locale, value === true ? 'ledgers.yes' : 'ledgers.no')
    if (kind === 'files' || kind === 'list') return Array.isArray(value) ? value.length : null
    if (kind === 'point') {
      const { data } = Point.safeParse(value)
      return data ? pointText(data) : null
    }
    if (Array.isArray(value)) {
      const single = { ...field, kind: singleOf[kind] ?? kind }
      return value.map((item) => words(single, item) ?? '').join(translate(locale, 'reports.separator'))
    }
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return written(nameOf(field, text, names, locale))
  }
  return words
}

type Names = Record<'division' | 'organisation' | 'account' | 'entry', (id: string) => string> & {
  object: (kind: ObjectKind, id: string) => string
}

const singleOf: Partial<Record<Field['kind'], Field['kind']>> = {
  choices: 'choice',
  organisations: 'organisation',
}

const localOr = (name: LocalText | undefined, id: string, locale: Locale) =>
  name ? localText(name, locale) : id

function nameOf({ kind, options }: Field, text: string, names: Names, locale: Locale): string {
  if (kind === 'choice') return localOr(options?.find((item) => item.value === text)?.label, text, locale)
  if (kind === 'division' || kind === 'organisation' || kind === 'account' || kind === 'entry')
    return names[kind](text)
  return isObjectKind(kind) ? names.object(kind, text) : text
}
