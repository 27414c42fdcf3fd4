import { type LocalText, translate } from '#kernel/i18n/model'
import type { LedgerDefinition } from '../model/definition.ts'
import { type CaseBasis, exclusionOf, measures } from '../model/statistics.ts'
import type { CasePage, ExclusionAnswer, RatesAnswer } from '../model/statistics-answers.ts'
import { type CaseCount, ratesOf } from '../model/statistics-rates.ts'
import type { Directory } from './directory.ts'
import { presentExclusions } from './exclusion-answers.ts'
import type { CaseRecord, CaseTask, KeyedCount, readCaseDetails } from './statistics-count-store.ts'
import { filterOfGroup, type StatisticsRequest } from './statistics-query.ts'
import { fromBits } from './statistics-rows.ts'

type Names = { directory: Directory; divisionName: (code: string) => LocalText | undefined }

const both = (text: string): LocalText => ({ 'zh-CN': text, en: text })

function withRows(
  request: StatisticsRequest,
  counts: readonly CaseCount[],
  more: Record<string, string>,
): RatesAnswer {
  const rates = ratesOf(counts, request.measures)
  return Object.fromEntries(
    measures.flatMap((measure) => {
      const rate = rates[measure]
      const query = new URLSearchParams({ ...request.query, ...more, measure })
      return rate ? [[measure, { ...rate, rows: query.toString() }]] : []
    }),
  )
}

/** Groups in the order of their declaration or of their names, those where nothing is given last. */
export async function presentGroups(
  { directory, divisionName }: Names,
  request: StatisticsRequest,
  definition: LedgerDefinition,
  counts: readonly KeyedCount[],
): Promise<{ rows: { key: string; label: LocalText; rates: RatesAnswer }[]; all: RatesAnswer }> {
  const groups = Map.groupBy(counts, ({ key }) => key)
  const keys = [...groups.keys()]
  const { name } = request.dimension
  const field = definition.fields.find((item) => `category:${item.name}` === name)
  const ofOrganisation = name === 'organisation' || field?.kind === 'organisation'
  const organisations = ofOrganisation
    ? await directory.organisations(keys.flatMap((key) => (key === null ? [] : [Number(key)])))
    : new Map<number, LocalText>()
  const labelOf = (key: string | null): LocalText => {
    if (key === null) return both('—')
    if (ofOrganisation) return organisations.get(Number(key)) ?? both(key)
    if (name === 'task') return definition.tasks.find(({ kind }) => kind === key)?.label ?? both(key)
    if (field?.kind === 'boolean') return { 'zh-CN': yesNo('zh-CN', key), en: yesNo('en', key) }
    return field?.options?.find(({ value }) => value === key)?.label ?? divisionName(key) ?? both(key)
  }
  const declared =
    name === 'task'
      ? definition.tasks.map(({ kind }) => kind)
      : (field?.options ?? []).map(({ value }) => value)
  const place = (key: string | null) => {
    if (key === null) return '\uffff'
    const at = declared.indexOf(key)
    return at >= 0 ? String(at).padStart(4, '0') : key.padStart(12, '0')
  }
  return {
    rows: keys
      .toSorted((a, b) => (place(a) < place(b) ? -1 : 1))
      .map((key) => ({
        key: key ?? '-',
        label: labelOf(key),
        rates: withRows(request, groups.get(key) ?? [], filterOfGroup(request, key)),
      })),
    all: withRows(request, counts, {}),
  }
}

function yesNo(locale: 'zh-CN' | 'en', key: string): string {
  return translate(locale, key === 'true' ? 'ledgers.yes' : 'ledgers.no')
}

type Details = Awaited<ReturnType<typeof readCaseDetails>>

/** Cases with what their entries and tasks are called. */
export async function presentCases(
  { directory, definition }: { directory: Directory; definition: LedgerDefinition },
  rows: readonly CaseRecord[],
  { entries, tasks }: Details,
): Promise<CasePage['rows']> {
  const names = await directory.organisations([...new Set(rows.map((row) => row.organisation_id))])
  const exclusions = await excludedBy(directory, rows, { entries, tasks })
  return rows.flatMap((row) => {
    const entry = entries.get(row.entry_id)
    if (!entry) return []
    const name = names.get(row.organisation_id)
    const rating = entry.ratings?.find(({ seq }) => row.basis === 'rated' && String(seq) === row.case_key)
    return [
      {
        entryId: entry.id,
        no: entry.no,
        title: entry.title,
        stage: entry.stage,
        divisionCode: entry.division_code,
        organisation: name ? { id: row.organisation_id, name } : null,
        placedAt: row.placed_at.toISOString(),
        task: presentTask(definition, row.task, tasks.get(row.case_key)),
        score: rating?.score ?? null,
        rule: row.rule,
        exclusion: exclusions.get(row) ?? null,
        yes: fromBits(row.yes),
      },
    ]
  })
}

/** Of the cases that a decision left out, that decision. */
async function excludedBy(
  directory: Directory,
  rows: readonly CaseRecord[],
  { entries, tasks }: Details,
): Promise<Map<CaseRecord, ExclusionAnswer>> {
  const found = rows.flatMap((row) => {
    if (row.rule !== 'excluded' && row.rule !== 'appeal_upheld') return []
    const exclusion = exclusionOf(
      entries.get(row.entry_id)?.exclusions ?? [],
      { basis: row.basis as CaseBasis, organisationId: row.organisation_id },
      tasks.get(row.case_key)?.opened_seq ?? 0,
    )
    return exclusion ? [{ row, exclusion }] : []
  })
  const answers = await presentExclusions(
    directory,
    found.map(({ exclusion }) => exclusion),
  )
  return new Map(found.flatMap(({ row }, at) => (answers[at] ? [[row, answers[at]] as const] : [])))
}

function presentTask(
  definition: LedgerDefinition,
  kind: string | null,
  task: CaseTask | undefined,
): CasePage['rows'][number]['task'] {
  if (kind === null || !task) return null
  return {
    id: task.id,
    label: definition.tasks.find((item) => item.kind === kind)?.label ?? both(kind),
    openedAt: task.opened_at.toISOString(),
    dueAt: task.due_at?.toISOString() ?? null,
    originalDueAt: task.original_due_at?.toISOString() ?? null,
    endedAt: task.closed_at?.toISOString() ?? null,
  }
}
