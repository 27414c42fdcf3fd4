import { localText, translate } from '#kernel/i18n/model'
import { basisPoints } from '#kernel/ledgers/model'
import { describeDate } from '#kernel/ledgers/server'
import type { Block, Paper } from '#kernel/reports/model'
import {
  type CircularDocument,
  dayWords,
  heading,
  paperWords,
  paragraph,
  percentText,
  pointsMoved,
  shareCell,
  signed,
  tableOrNone,
} from '#kernel/reports/server'
import type { CircularContent, UnitRow } from '../../model/circulars/content.ts'
import type { Share } from '../../model/circulars/ranking.ts'
import { rankedMeasures } from '../../model/circulars/rule.ts'
import { ruleWords } from '../../model/circulars/rule-words.ts'

/** Raised when the document of the same content looks otherwise. */
export const circularLayout = 1

/** Official documents are in Chinese, whoever has them made. */
const locale = 'zh-CN'
type Params = Record<string, string | number>
const t = (key: string, params?: Params) => translate(locale, key, params)
const headed = (key: string): Block => heading(t(`circulars.${key}`))
const rateOf = ({ n, of }: Share) => basisPoints(n, of)

const text = (key: string) => ({ title: t(`circulars.column.${key}`), kind: 'text' as const })
const code = (key: string) => ({ title: t(`circulars.column.${key}`), kind: 'code' as const })
const integer = (key: string) => ({ title: t(`circulars.column.${key}`), kind: 'integer' as const })

function wholeBlocks({ totals }: CircularContent): Block[] {
  const shares = rankedMeasures.map((measure) => {
    const name = t(`circulars.measure.${measure}`)
    const share = totals.shares[measure]
    if (!share || share.of === 0) return paragraph(t('circulars.doc.no_share', { name }))
    return paragraph(
      t('circulars.doc.share', { name, n: share.n, of: share.of, rate: percentText(rateOf(share) ?? 0) }),
    )
  })
  const { overdue, supervised, projects, red, slipping, notProvable } = totals
  return [
    headed('doc.whole'),
    ...shares,
    paragraph(t('circulars.doc.count', { overdue, supervised, projects, red, slipping, notProvable })),
  ]
}

function rankBlocks(key: 'organisations' | 'townships', content: CircularContent): Block[] {
  const measures = content.rule.rule.weights.map(({ measure }) => measure)
  const rows = content[key].map((unit: UnitRow) => [
    unit.rank === null ? t('circulars.unranked') : String(unit.rank),
    localText(unit.name, locale),
    unit.rank === null || unit.score === null ? '—' : (unit.score / 100).toFixed(2),
    ...measures.map((measure) => shareCell(unit.shares[measure])),
    unit.overdue,
    unit.before === null ? '—' : String(unit.before),
  ])
  const heads = [
    code('rank'),
    text(key === 'organisations' ? 'unit' : 'township'),
    code('score'),
    ...measures.map((measure) => ({ title: t(`circulars.measure.${measure}`), kind: 'code' as const })),
    integer('overdue'),
    code('before'),
  ]
  const unranked = content[key].some(({ rank }) => rank === null)
  const note: Block[] = unranked
    ? [{ kind: 'note', text: t('circulars.doc.unranked', { min: content.rule.rule.casesMin }) }]
    : []
  return [headed(`doc.${key}`), tableOrNone(heads, rows), ...note]
}

function matterBlocks({ overdue, supervised, projects }: CircularContent): Block[] {
  return [
    headed('doc.overdue'),
    tableOrNone(
      [text('matter'), text('organisation'), code('due'), code('days'), integer('steps')],
      overdue.map((row) => [
        [row.title, row.project, `${row.no} ${localText(row.task, locale)}`].filter(Boolean).join('\n'),
        [localText(row.organisation, locale), row.person].filter(Boolean).join('\n'),
        row.dueOn,
        t('circulars.days', { days: row.days }),
        row.steps,
      ]),
    ),
    headed('doc.supervised'),
    tableOrNone(
      [code('on'), code('step'), text('matter'), text('unit'), text('outcome')],
      supervised.map((row) => [
        row.on,
        [t(`circulars.step.${row.step}`), row.byRule ? t('circulars.by_rule') : '']
          .filter(Boolean)
          .join('\n'),
        `${row.title}\n${row.no}`,
        localText(row.organisation, locale),
        [t(`circulars.result.${row.outcome}`), row.outcomeOn].filter(Boolean).join(' '),
      ]),
    ),
    headed('doc.projects'),
    tableOrNone(
      [text('project'), code('colour'), code('procedures'), text('late')],
      projects.map((row) => [
        `${row.name}\n${row.no}`,
        translate(locale, `projects.colour.${row.colour}`),
        row.total > 0 ? `${row.done}/${row.total}` : '—',
        row.late.map((late) => t('circulars.late_milestone', late)).join('\n'),
      ]),
    ),
  ]
}

function comparedBlocks({ previous, totals }: CircularContent): Block[] {
  if (!previous) return [headed('doc.compared'), paragraph(t('circulars.doc.no_previous'))]
  const shares = rankedMeasures.map((measure) => {
    const [now, then] = [totals.shares[measure], previous.totals.shares[measure]]
    return [t(`circulars.measure.${measure}`), shareCell(now), shareCell(then), pointsMoved(now, then)]
  })
  const counts = (['overdue', 'red', 'slipping', 'supervised', 'projects'] as const).map((item) => [
    item === 'overdue' ? t('circulars.column.overdue') : t(`circulars.total.${item}`),
    String(totals[item]),
    String(previous.totals[item]),
    signed(totals[item] - previous.totals[item]),
  ])
  const { number, from, to } = previous
  return [
    headed('doc.compared'),
    paragraph(
      t('circulars.doc.previous', { number, from: dayWords(locale, from), to: dayWords(locale, to) }),
    ),
    tableOrNone([text('item'), code('now'), code('then'), code('change')], [...shares, ...counts]),
  ]
}

/** 通报 by GB/T 9704, made of its content alone: the same content makes the same bytes. */
export function circularPaper({
  content,
  number,
  unit,
  date,
  copies,
}: CircularDocument<CircularContent>): Paper {
  const { division, from, to, effectiveBy, recordedBy, rule } = content
  const named = localText(division.name, locale)
  const [first, last] = [dayWords(locale, from), dayWords(locale, to)]
  return {
    ...(number ? { masthead: { organisation: t('circulars.doc.masthead', { unit }), number } } : {}),
    title: t('circulars.doc.title', {
      division: named,
      period: t('circulars.doc.period', { from: first, to: last }),
    }),
    addressee: t('circulars.doc.addressee'),
    blocks: [
      paragraph(
        t('circulars.doc.opening', {
          from: first,
          to: last,
          division: named,
          effectiveBy: describeDate(effectiveBy),
          recordedBy: describeDate(recordedBy),
          rule: rule.no,
        }),
      ),
      ...wholeBlocks(content),
      ...rankBlocks('organisations', content),
      ...rankBlocks('townships', content),
      ...matterBlocks(content),
      ...comparedBlocks(content),
      headed('doc.rule'),
      ...ruleWords(rule, (key, params) => translate(locale, key, params)).map(paragraph),
    ],
    signature: { organisation: unit, date: dayWords(locale, date) },
    ...(copies ? { copies } : {}),
    made: recordedBy,
    ...paperWords(locale),
  }
}
