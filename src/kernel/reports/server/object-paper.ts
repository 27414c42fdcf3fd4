import { localText, translate } from '#kernel/i18n/model'
import { describeDate, readEntriesAbout } from '#kernel/ledgers/server'
import type { ObjectKind } from '#kernel/registry/model'
import { readStays, type RegistryDeps, standingHolds } from '#kernel/registry/server'
import { shanghaiDate } from '#kernel/time/model'
import { cellText } from '../model/cell-text.ts'
import { maskNumbers } from '../model/mask-numbers.ts'
import type { Block, Paper } from '../model/paper.ts'
import type { ColumnKind, Row } from '../model/table.ts'
import { dueCell } from './entries-table.ts'
import { fitting, objectFacts, readSheetObject, type SheetObject, type SheetWords } from './object-facts.ts'
import { codeTo, paperWords } from './paper-frame.ts'
import type { Maker, ReportDeps } from './report-deps.ts'

/** As many lines of each part as leave the sheet on its one page; of the rest it says how many there are. */
const linesMax = { members: 10, stays: 4, holds: 4, entries: 6 } as const

type Part = keyof typeof linesMax
type Sheet = {
  deps: ReportDeps
  registry: RegistryDeps
  maker: Maker
  of: SheetObject
  words: SheetWords
  whole: boolean
}

/** A part of the sheet as a table of few lines; nothing where there are none. */
function partOf(
  { words: { t } }: Sheet,
  part: Part,
  columns: [string, ColumnKind][],
  rows: readonly Row[],
): Block[] {
  if (rows.length === 0) return []
  const left = rows.length - linesMax[part]
  return [
    { kind: 'heading', level: 1, text: t(`reports.object.${part}`) },
    {
      kind: 'table',
      heads: columns.map(([name, kind]) => ({ title: t(`reports.object.${part}.${name}`), kind })),
      rows: rows.slice(0, linesMax[part]),
    },
    ...(left > 0 ? [{ kind: 'note' as const, text: t('reports.object.more', { count: left }) }] : []),
  ]
}

function membersOf(sheet: Sheet): Block[] {
  const { of, words } = sheet
  if (of.kind !== 'household') return []
  const { t } = words
  const rows = of.object.members.map(({ name, erased, relation, from }): Row => {
    const called = erased ? t('registry.erased_person') : (name ?? t('reports.unseen'))
    return [called, t(`registry.relation.${relation}`), from]
  })
  return partOf(
    sheet,
    'members',
    [
      ['name', 'text'],
      ['relation', 'code'],
      ['from', 'date'],
    ],
    rows,
  )
}

async function staysOf(sheet: Sheet): Promise<Block[]> {
  const { registry, maker, of, words } = sheet
  if (of.kind !== 'person') return []
  const { t } = words
  const { stays } = await readStays(registry, maker.actor, of.object.id)
  const rows = stays.map(
    ({ label, relation, from, to }): Row => [
      label ?? t('reports.unseen'),
      t(`registry.relation.${relation}`),
      from,
      to,
    ],
  )
  return partOf(
    sheet,
    'stays',
    [
      ['household', 'text'],
      ['relation', 'code'],
      ['from', 'date'],
      ['to', 'date'],
    ],
    rows,
  )
}

async function holdsOf(sheet: Sheet): Promise<Block[]> {
  const { registry, of, words, whole } = sheet
  const holds = await standingHolds(registry.db, [{ kind: of.kind, id: of.object.id }])
  const rows = holds.map(
    ({ kind, document, reason, placedAt }): Row => [
      words.t(`registry.hold.${kind}`),
      document,
      fitting(whole ? reason : maskNumbers(reason)),
      shanghaiDate(placedAt),
    ],
  )
  return partOf(
    sheet,
    'holds',
    [
      ['kind', 'code'],
      ['document', 'text'],
      ['reason', 'text'],
      ['at', 'date'],
    ],
    rows,
  )
}

/** Entries that the maker may see; of others the sheet says nothing, not even how many. */
async function entriesOf(sheet: Sheet): Promise<Block[]> {
  const { deps, maker, of, whole } = sheet
  const { groups } = await readEntriesAbout(deps, maker.actor, { kind: of.kind, id: of.object.id })
  const rows = groups.flatMap(({ title, entries }) =>
    entries.map(
      (entry): Row => [
        `${localText(title, maker.locale)} ${entry.no}`,
        fitting(whole ? entry.title : maskNumbers(entry.title)),
        localText(entry.stage, maker.locale),
        cellText('instant', dueCell(entry.isOpen ? entry.dueAt : null)),
      ],
    ),
  )
  const columns: [string, ColumnKind][] = [
    ['no', 'text'],
    ['title', 'text'],
    ['stage', 'code'],
    ['due', 'code'],
  ]
  return partOf(sheet, 'entries', columns, rows)
}

type Asked = { kind: ObjectKind; id: string; purpose: string | undefined; origin: string }

/** 登记表: one page of what the register holds on an object, with a code that leads to the object's own page. */
export async function objectPaper(
  deps: ReportDeps,
  maker: Maker,
  { kind, id, purpose, origin }: Asked,
): Promise<Paper> {
  const { actor, locale, unit, now } = maker
  const registry: RegistryDeps = { db: deps.engine.handle.db, keys: deps.keys, now: () => now }
  const t: SheetWords['t'] = (key, params) => translate(locale, key, params)
  const placeName = (code: string) => {
    const name = deps.divisionName(code)
    return name ? localText(name, locale) : code
  }
  const words = { t, placeName }
  const of = await readSheetObject(registry, actor, kind, id)
  const sheet: Sheet = { deps, registry, maker, of, words, whole: purpose !== undefined }
  const facts = await objectFacts(registry, actor, of, words, purpose)
  const numbers = purpose === undefined ? t('reports.made.masked') : t('reports.made.whole', { purpose })
  return {
    title: t(`reports.object.title.${kind}`),
    under: t('reports.object.under', { at: describeDate(now.toISOString()), unit, by: actor.name }),
    blocks: [
      { kind: 'facts', facts },
      ...membersOf(sheet),
      ...(await staysOf(sheet)),
      ...(await holdsOf(sheet)),
      ...(await entriesOf(sheet)),
      { kind: 'note', text: `${t('reports.made.numbers')}${t('reports.paper.colon')}${numbers}` },
    ],
    code: codeTo(origin, `/registry/${kind}/${of.object.id}`, locale),
    made: now.toISOString(),
    ...paperWords(locale),
  }
}
