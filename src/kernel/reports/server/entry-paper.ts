import { listFiles } from '#kernel/files/server'
import { localText, translate } from '#kernel/i18n/model'
import type { EntryAnswer, Field, LedgerDefinition, LogItem } from '#kernel/ledgers/model'
import { describeDate, type EntryReading, readEntry, readTimeLine } from '#kernel/ledgers/server'
import { describeObjects } from '#kernel/registry/server'
import { shanghaiDate } from '#kernel/time/model'
import { maskNumbers } from '../model/mask-numbers.ts'
import type { Block, Fact, Paper } from '../model/paper.ts'
import type { Row } from '../model/table.ts'
import { cellText } from '../model/cell-text.ts'
import { dueCell } from './entries-table.ts'
import { codeTo, dayOf, paperWords } from './paper-frame.ts'
import type { Maker, ReportDeps } from './report-deps.ts'
import { columnKindOf, columnTitleOf, isObjectKind, type ValueWords, valueWords } from './value-words.ts'

type Asked = { entryId: string; query: EntryReading; purpose: string | undefined; origin: string }
type Read = {
  deps: ReportDeps
  maker: Maker
  answer: EntryAnswer
  definition: LedgerDefinition
  log: LogItem[]
  words: ValueWords
  whole: boolean
  t: (key: string, params?: Record<string, string | number>) => string
}

/** What stands over the sections: what it is, where it stands, who has it and until when. */
function summaryOf({ deps, maker: { locale }, answer, definition, whole, t }: Read): Fact[] {
  const place = deps.divisionName(answer.divisionCode)
  const stage = definition.stages.find(({ id }) => id === answer.stage)
  const written = (text: string) => (whole ? text : maskNumbers(text))
  return [
    { label: t('ledgers.column.no'), value: answer.no },
    { label: t('ledgers.column.stage'), value: stage ? localText(stage.label, locale) : answer.stage },
    { label: t('reports.entry.matter'), value: written(answer.title), long: true },
    { label: t('ledgers.column.division'), value: place ? localText(place, locale) : answer.divisionCode },
    {
      label: t('ledgers.column.organisation'),
      value: answer.organisation ? localText(answer.organisation.name, locale) : '',
    },
    { label: t('ledgers.column.opened_at'), value: describeDate(answer.openedAt) },
    { label: t('ledgers.column.due_at'), value: cellText('instant', dueCell(answer.dueAt)) },
    {
      label: t('reports.column.light'),
      value: answer.light === null ? '' : t(`reports.light.${answer.light}`),
    },
    ...(answer.closedAt
      ? [{ label: t('reports.entry.closed_at'), value: describeDate(answer.closedAt) }]
      : []),
  ]
}

const isShort = ({ kind, holdsKey }: Field) => kind !== 'files' && kind !== 'list' && holdsKey !== true

function factsOf({ answer, definition, words, maker: { locale }, t }: Read): Fact[] {
  return definition.fields.filter(isShort).flatMap((field) => {
    const held = answer.fields[field.name]
    if (!held) return []
    const value = held.hidden ? t('reports.unseen') : cellText(columnKindOf(field), words(field, held.value))
    return [{ label: columnTitleOf(field, locale), value, long: field.kind === 'long_text' }]
  })
}

function tasksOf({ answer, maker: { locale }, t }: Read): Block[] {
  const rows = answer.tasks
    .filter(({ todo }) => todo)
    .map(
      (task): Row => [
        localText(task.label, locale),
        [task.organisation && localText(task.organisation.name, locale), task.account?.name]
          .filter(Boolean)
          .join(' '),
        describeDate(task.openedAt),
        cellText('instant', dueCell(task.dueAt)),
        [
          task.light && t(`reports.light.${task.light}`),
          task.remaining,
          task.paused ? t('reports.entry.paused') : '',
        ]
          .filter(Boolean)
          .join('\n'),
      ],
    )
  if (rows.length === 0) return [{ kind: 'paragraph', text: t('reports.entry.no_tasks') }]
  const heads = ['task', 'by', 'from', 'due', 'light'].map((name, index) => ({
    title: t(`reports.entry.tasks.${name}`),
    kind: index === 0 || index === 1 ? ('text' as const) : ('code' as const),
  }))
  return [{ kind: 'table', heads, rows }]
}

/** What an action said and was told: the ledger's fields, then the action's own questions. */
function saidIn({ definition, words, maker: { locale }, whole }: Read, item: LogItem): string {
  const asks = definition.actions.find(({ id }) => id === item.action)?.asks ?? []
  const given: Record<string, unknown> = { ...item.values, ...item.asks }
  const lines = [...definition.fields, ...asks].filter(isShort).flatMap((field) => {
    const value = cellText(columnKindOf(field), words(field, given[field.name]))
    return value === ''
      ? []
      : [`${columnTitleOf(field, locale)}${translate(locale, 'reports.paper.colon')}${value}`]
  })
  const text = lines.join('\n')
  return whole ? text : maskNumbers(text)
}

function courseOf(read: Read): Block {
  const { log, definition, maker, t } = read
  const { locale } = maker
  const rows = log.map((item, index): Row => {
    const stage = definition.stages.find(({ id }) => id === item.stage)
    const by = [item.by.organisation, item.by.position].flatMap((name) =>
      name ? localText(name, locale) : [],
    )
    const recorded = item.backdated ? t('reports.entry.recorded', { at: describeDate(item.recordedAt) }) : ''
    return [
      index + 1,
      [describeDate(item.effectiveAt), recorded].filter(Boolean).join('\n'),
      [
        localText(item.label, locale),
        stage ? t('reports.entry.to_stage', { stage: localText(stage.label, locale) }) : '',
      ]
        .filter(Boolean)
        .join('\n'),
      [...by, item.by.name].join(' '),
      saidIn(read, item),
    ]
  })
  const kinds = ['integer', 'code', 'text', 'text', 'text'] as const
  const heads = ['number', 'at', 'what', 'by', 'said'].map((name, index) => ({
    title: t(`reports.entry.course.${name}`),
    kind: kinds[index] ?? 'text',
  }))
  return { kind: 'table', heads, rows }
}

async function evidenceOf({ deps, answer, t }: Read): Promise<Block> {
  const files = await listFiles(
    deps.engine.handle.db,
    answer.files.map(({ id }) => id),
  )
  const named = new Map(files.map((file) => [file.id, file]))
  if (answer.files.length === 0) return { kind: 'paragraph', text: t('reports.entry.no_evidence') }
  const rows = answer.files.map(({ id, seq }, index): Row => {
    const file = named.get(id)
    return [
      index + 1,
      file ? maskNumbers(file.name) : t('reports.entry.erased_file'),
      file ? Math.ceil(file.size / 1024) : null,
      file ? shanghaiDate(file.at) : null,
      seq,
    ]
  })
  const kinds = ['integer', 'text', 'integer', 'date', 'integer'] as const
  const heads = ['number', 'name', 'size', 'at', 'seq'].map((name, index) => ({
    title: t(`reports.entry.evidence.${name}`),
    kind: kinds[index] ?? 'text',
  }))
  return { kind: 'table', heads, rows }
}

async function subjectsOf({ deps, maker: { actor, now }, answer, t }: Read): Promise<Block[]> {
  const refs = answer.subjects.flatMap(({ kind, objectId }) =>
    isObjectKind(kind) ? [{ kind, id: objectId }] : [],
  )
  if (refs.length === 0) return []
  const cards = await describeObjects(deps.engine.handle.db, actor, refs, shanghaiDate(now))
  const names = cards.map(({ label }) => maskNumbers(label ?? t('reports.unseen')))
  return [
    { kind: 'paragraph', text: t('reports.entry.subjects', { names: names.join(t('reports.separator')) }) },
  ]
}

async function blocksOf(read: Read): Promise<Block[]> {
  const { t, answer } = read
  const heading = (key: string): Block => ({ kind: 'heading', level: 1, text: t(key) })
  const facts = factsOf(read)
  return [
    { kind: 'facts', facts: summaryOf(read) },
    heading('reports.entry.facts'),
    ...(facts.length > 0 ? [{ kind: 'facts', facts } as const] : []),
    ...(await subjectsOf(read)),
    heading('reports.entry.tasks'),
    ...(answer.asOf === null
      ? tasksOf(read)
      : [{ kind: 'paragraph', text: t('reports.entry.past_tasks') } as const, ...tasksOf(read)]),
    heading('reports.entry.course'),
    courseOf(read),
    heading('reports.entry.evidence'),
    await evidenceOf(read),
  ]
}

/** 处置单: an entry on paper as it stands or stood: facts, tasks with their lights, the course of things, evidence. */
export async function entryPaper(
  deps: ReportDeps,
  maker: Maker,
  { entryId, query, purpose, origin }: Asked,
): Promise<{ paper: Paper; answer: EntryAnswer }> {
  const { locale, actor, unit, now } = maker
  const { answer, definition } = await readEntry(deps, actor, entryId, query)
  const whole = purpose !== undefined
  // Of an earlier moment the paper shows what had happened by then, on its axis.
  const log = (await readTimeLine(deps, actor, entryId)).filter(
    ({ effectiveAt, recordedAt }) =>
      answer.asOf === null || (query.axis === 'effective' ? effectiveAt : recordedAt) <= answer.asOf,
  )
  const held = Object.fromEntries(Object.entries(answer.fields).map(([name, { value }]) => [name, value]))
  const asks = definition.actions.flatMap((action) => action.asks)
  const said = log.map(({ values, asks: told }) => ({ ...values, ...told }))
  const words = await valueWords(
    deps,
    { actor, locale, whole },
    [...definition.fields, ...asks],
    [held, ...said],
  )
  const t = (key: string, params?: Record<string, string | number>) => translate(locale, key, params)
  const title = t('reports.entry.title', { title: localText(definition.title, locale) })
  const page = deps.entryPage(answer.ledger, answer.id)
  const moment = answer.asOf ?? now.toISOString()
  const paper: Paper = {
    title,
    under: t('reports.entry.under', {
      at: describeDate(moment),
      axis: answer.asOf === null ? '' : t(`reports.axis.${query.axis}`),
      by: actor.name,
    }),
    blocks: await blocksOf({ deps, maker, answer, definition, log, words, whole, t }),
    signature: { organisation: unit, date: dayOf(moment, locale) },
    code: codeTo(origin, page, locale),
    made: moment,
    ...paperWords(locale),
  }
  return { paper, answer }
}
