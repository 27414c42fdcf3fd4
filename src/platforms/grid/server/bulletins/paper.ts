import { localText, translate } from '#kernel/i18n/model'
import { basisPoints, type Measure } from '#kernel/ledgers/model'
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
import { toldMeasures } from '../../model/bulletins/build.ts'
import {
  type BulletinContent,
  counted,
  type Grouping,
  groupings,
  type Share,
} from '../../model/bulletins/content.ts'

/** Raised when the document of the same content looks otherwise. */
export const bulletinLayout = 1

/** Official documents are in Chinese, whoever has them made. */
const locale = 'zh-CN'
type Params = Record<string, string | number>
const t = (key: string, params?: Params) => translate(locale, key, params)
const measureName = (measure: Measure) => t(`ledgers.statistics.measure.${measure}`)

const column = (title: string, kind: 'text' | 'code' | 'integer') => ({ title, kind })
const own = (key: string, kind: 'text' | 'code' | 'integer') => column(t(`bulletins.column.${key}`), kind)

/** A figure with what it was made of, and what was left out by which rule. */
function sentenceOf(measure: Measure, share: Share | undefined): string {
  const name = measureName(measure)
  const points = share ? basisPoints(share.n, share.of) : null
  if (!share || points === null) return t('bulletins.doc.no_share', { name })
  const said = { name, rate: percentText(points), n: share.n, of: share.of }
  if (share.excluded.length === 0) return t('bulletins.doc.share', said)
  const rules = share.excluded.map(({ rule, count }) =>
    t('bulletins.doc.rule', { rule: t(`ledgers.statistics.rule.${rule}`), count }),
  )
  return t('bulletins.doc.share_excluded', { ...said, rules: rules.join(t('bulletins.separator')) })
}

function wholeBlocks({ counts, channels, shares }: BulletinContent): Block[] {
  const said = channels.map(({ channel, count }) =>
    t('bulletins.doc.channel', { name: t(`incidents.channel.${channel}`), count }),
  )
  return [
    heading(t('bulletins.doc.whole')),
    paragraph(t('bulletins.doc.count', counts)),
    ...(said.length > 0
      ? [paragraph(t('bulletins.doc.channels', { channels: said.join(t('bulletins.separator')) }))]
      : []),
    heading(t('bulletins.doc.rates')),
    ...toldMeasures.map((measure) => paragraph(sentenceOf(measure, shares[measure]))),
  ]
}

/** Measures that fit beside the counts on a page: the whole tells them all. */
const inTables = ['response', 'resolution', 'on_time', 'rework', 'extension'] as const

function groupBlocks(grouping: Grouping, content: BulletinContent): Block[] {
  const group = t(`bulletins.group.${grouping}`)
  return [
    heading(t('bulletins.doc.by', { group })),
    tableOrNone(
      [
        column(group, 'text'),
        ...(['reported', 'closed', 'overdue'] as const).map((one) =>
          column(t(`bulletins.counted.${one}`), 'integer'),
        ),
        ...inTables.map((measure) => column(measureName(measure), 'code')),
      ],
      content[grouping].map(({ name, counts, shares }) => [
        localText(name, locale),
        counts.reported,
        counts.closed,
        counts.overdue,
        ...inTables.map((measure) => shareCell(shares[measure])),
      ]),
    ),
  ]
}

const overdueBlocks = ({ overdue }: BulletinContent): Block[] => [
  heading(t('bulletins.doc.overdue')),
  tableOrNone(
    [
      own('matter', 'text'),
      own('cell', 'text'),
      own('organisation', 'text'),
      own('due', 'code'),
      own('days', 'code'),
    ],
    overdue.map((row) => [
      `${localText(row.category, locale)}\n${row.no} ${localText(row.task, locale)}`,
      row.cell ? localText(row.cell, locale) : '—',
      localText(row.organisation, locale),
      row.dueOn,
      t('bulletins.days', { days: row.days }),
    ]),
  ),
]

function comparedBlocks({ previous, counts, shares }: BulletinContent): Block[] {
  const head = heading(t('bulletins.doc.compared'))
  if (!previous) return [head, paragraph(t('bulletins.doc.no_previous'))]
  const { number, from, to } = previous
  const told = { number, from: dayWords(locale, from), to: dayWords(locale, to) }
  return [
    head,
    paragraph(t('bulletins.doc.previous', told)),
    tableOrNone(
      [
        own('item', 'text'),
        own('now', 'code'),
        column(t('circulars.column.then'), 'code'),
        own('change', 'code'),
      ],
      [
        ...counted.map((one) => [
          t(`bulletins.counted.${one}`),
          String(counts[one]),
          String(previous.counts[one]),
          signed(counts[one] - previous.counts[one]),
        ]),
        ...toldMeasures.map((measure) => [
          measureName(measure),
          shareCell(shares[measure]),
          shareCell(previous.shares[measure]),
          pointsMoved(shares[measure], previous.shares[measure]),
        ]),
      ],
    ),
  ]
}

/** 简报 by GB/T 9704, made of its content alone: the same content makes the same bytes. */
export function bulletinPaper({
  content,
  number,
  unit,
  date,
  copies,
}: CircularDocument<BulletinContent>): Paper {
  const { division, effectiveBy, recordedBy } = content
  const named = localText(division.name, locale)
  const [from, to] = [dayWords(locale, content.from), dayWords(locale, content.to)]
  const moments = { effectiveBy: describeDate(effectiveBy), recordedBy: describeDate(recordedBy) }
  return {
    ...(number ? { masthead: { organisation: t('circulars.doc.masthead', { unit }), number } } : {}),
    title: t('bulletins.doc.title', { division: named, period: t('circulars.doc.period', { from, to }) }),
    addressee: t('circulars.doc.addressee'),
    blocks: [
      paragraph(t('bulletins.doc.opening', { from, to, division: named, ...moments })),
      ...wholeBlocks(content),
      ...groupings.flatMap((grouping) => groupBlocks(grouping, content)),
      ...overdueBlocks(content),
      ...comparedBlocks(content),
      heading(t('bulletins.doc.rules')),
      ...toldMeasures.map((measure) =>
        paragraph(
          t('bulletins.doc.rule_text', {
            name: measureName(measure),
            text: t(`ledgers.statistics.measure.${measure}.text`),
          }),
        ),
      ),
    ],
    signature: { organisation: unit, date: dayWords(locale, date) },
    ...(copies ? { copies } : {}),
    made: recordedBy,
    ...paperWords(locale),
  }
}
