import type { Measure } from '#kernel/ledgers/model'
import { type OpenedCases, ShareButton, shareText } from '#kernel/reports/web'
import { formatDate } from '#kernel/ui/model'
import { AppLink, useLocalText, useT } from '#kernel/ui/web'
import { keyIn, toldMeasures } from '../../model/bulletins/build.ts'
import {
  type BulletinContent,
  type CaseRow,
  type Counted,
  counted,
  type GroupRow,
  type Grouping,
  groupings,
  type IncidentRow,
} from '../../model/bulletins/content.ts'

type Props = { content: BulletinContent; open: (opened: OpenedCases) => void }

/** What a bulletin says, each figure with the incidents behind it. */
export function BulletinFigures({ content, open }: Props) {
  const t = useT()
  return (
    <>
      <p className="yw-quiet">
        {t('bulletins.page.moments', {
          effectiveBy: formatDate(content.effectiveBy, true),
          recordedBy: formatDate(content.recordedBy, true),
        })}
      </p>
      <Whole content={content} open={open} />
      {groupings.map((grouping) => (
        <Groups key={grouping} grouping={grouping} content={content} open={open} />
      ))}
      <Overdue content={content} />
    </>
  )
}

type OfProps = { name: string; open: Props['open'] }

function CountFigure({ name, open, rows, of }: OfProps & { rows: readonly IncidentRow[]; of: Counted }) {
  const own = rows.filter((row) => row.counted.includes(of)).map(({ entryId }) => ({ entryId }))
  return <Figure name={name} open={open} rows={own} />
}

/** A number that opens its incidents. */
function Figure({ name, open, rows }: OfProps & { rows: readonly { entryId: string }[] }) {
  return <ShareButton name={name} rows={rows} share={String(rows.length)} open={open} />
}

type RateProps = OfProps & {
  rows: readonly CaseRow[]
  measure: Measure
  share: { n: number; of: number } | undefined
}

function RateFigure({ name, open, rows, measure, share }: RateProps) {
  const t = useT()
  const own = rows
    .filter((row) => row.measure === measure)
    .map(({ entryId, good, rule }) => ({
      entryId,
      good,
      ...(rule ? { leftOut: t(`ledgers.statistics.rule.${rule}`) } : {}),
    }))
  return <ShareButton name={name} rows={own} share={share} open={open} />
}

function Whole({ content, open }: Props) {
  const t = useT()
  const { counts, shares, previous, incidents, cases } = content
  const before = (told: string) => (
    <span className="yw-quiet">
      {t('circulars.column.then')} {told}
    </span>
  )
  // Who may not open the rows still reads the figure.
  const hidden = incidents.length === 0
  return (
    <>
      <dl className="circular-totals">
        {counted.map((one) => (
          <div key={one}>
            <dt>{t(`bulletins.counted.${one}`)}</dt>
            <dd>
              {hidden ? (
                counts[one]
              ) : (
                <CountFigure name={t(`bulletins.counted.${one}`)} open={open} rows={incidents} of={one} />
              )}
              {previous && before(String(previous.counts[one]))}
            </dd>
          </div>
        ))}
        {toldMeasures.map((measure) => (
          <div key={measure}>
            <dt>{t(`ledgers.statistics.measure.${measure}`)}</dt>
            <dd>
              <RateFigure
                name={t(`ledgers.statistics.measure.${measure}`)}
                open={open}
                rows={cases}
                measure={measure}
                share={shares[measure]}
              />
              {previous && before(shareText(previous.shares[measure]))}
            </dd>
          </div>
        ))}
      </dl>
      <Channels content={content} open={open} />
      <p className="yw-quiet">
        {previous
          ? t('bulletins.doc.previous', { number: previous.number, from: previous.from, to: previous.to })
          : t('bulletins.doc.no_previous')}
      </p>
    </>
  )
}

function Channels({ content: { channels, incidents }, open }: Props) {
  const t = useT()
  if (channels.length === 0) return null
  return (
    <p>
      {t('bulletins.page.channels')}{' '}
      {channels.map(({ channel, count }) => (
        <span key={channel} className="bulletin-channel">
          {t(`incidents.channel.${channel}`)}{' '}
          {incidents.length === 0 ? (
            count
          ) : (
            <Figure
              name={t(`incidents.channel.${channel}`)}
              open={open}
              rows={incidents.filter((row) => row.channel === channel && row.counted.includes('reported'))}
            />
          )}
        </span>
      ))}
    </p>
  )
}

const countsShown = ['reported', 'closed', 'open', 'overdue'] as const
const measuresShown = ['response', 'resolution', 'on_time', 'rework', 'extension'] as const

function Groups({ content, open, grouping }: Props & { grouping: Grouping }) {
  const t = useT()
  const rows = content[grouping]
  const group = t(`bulletins.group.${grouping}`)
  return (
    <>
      <h3>{t('bulletins.doc.by', { group })}</h3>
      {rows.length === 0 && <p className="yw-quiet">{t('circulars.doc.none')}</p>}
      {rows.length > 0 && (
        <section className="circular-scroll" aria-label={t('bulletins.doc.by', { group })}>
          <table className="circular-table">
            <thead>
              <tr>
                <th>{group}</th>
                {countsShown.map((one) => (
                  <th key={one}>{t(`bulletins.counted.${one}`)}</th>
                ))}
                {measuresShown.map((measure) => (
                  <th key={measure}>{t(`ledgers.statistics.measure.${measure}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <GroupLine key={row.key} content={content} open={open} grouping={grouping} row={row} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  )
}

function GroupLine({ content, open, grouping, row }: Props & { grouping: Grouping; row: GroupRow }) {
  const t = useT()
  const text = useLocalText()
  const keyOf = keyIn[grouping]
  const incidents = content.incidents.filter((one) => keyOf(one) === row.key)
  const cases = content.cases.filter((one) => keyOf(one) === row.key)
  const name = (said: string) => `${text(row.name)} · ${said}`
  return (
    <tr>
      <td>{text(row.name)}</td>
      {countsShown.map((one) => (
        <td key={one}>
          {incidents.length === 0 ? (
            <span className="yw-number">{row.counts[one]}</span>
          ) : (
            <CountFigure name={name(t(`bulletins.counted.${one}`))} open={open} rows={incidents} of={one} />
          )}
        </td>
      ))}
      {measuresShown.map((measure) => (
        <td key={measure}>
          <RateFigure
            name={name(t(`ledgers.statistics.measure.${measure}`))}
            open={open}
            rows={cases}
            measure={measure}
            share={row.shares[measure]}
          />
        </td>
      ))}
    </tr>
  )
}

function Overdue({ content: { overdue } }: Pick<Props, 'content'>) {
  const t = useT()
  const text = useLocalText()
  return (
    <>
      <h3>{t('bulletins.doc.overdue')}</h3>
      {overdue.length === 0 && <p className="yw-quiet">{t('circulars.doc.none')}</p>}
      {overdue.length > 0 && (
        <section className="circular-scroll" aria-label={t('bulletins.doc.overdue')}>
          <table className="circular-table">
            <thead>
              <tr>
                {(['matter', 'cell', 'organisation', 'due', 'days'] as const).map((key) => (
                  <th key={key}>{t(`bulletins.column.${key}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {overdue.map((row) => (
                <tr key={`${row.entryId} ${text(row.task)}`}>
                  <td>
                    <AppLink to={`/grid/incidents/${row.entryId}`}>{row.no}</AppLink> {text(row.category)}{' '}
                    <span className="yw-quiet">{text(row.task)}</span>
                  </td>
                  <td>{row.cell ? text(row.cell) : '—'}</td>
                  <td>{text(row.organisation)}</td>
                  <td className="yw-number">{row.dueOn}</td>
                  <td className="yw-number">{t('bulletins.days', { days: row.days })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  )
}
