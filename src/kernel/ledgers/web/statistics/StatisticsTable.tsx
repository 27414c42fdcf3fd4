import type { Measure, RatesAnswer, StatisticsAnswer } from '#kernel/ledgers/model'
import { AppLink, stringifyAddress, useAddress, useLocalText, useT } from '#kernel/ui/web'

type Rate = NonNullable<RatesAnswer[Measure]>

/** 6667 as `66.67%`. */
function percent(basisPoints: number): string {
  return `${(basisPoints / 100).toFixed(2)}%`
}

type StatisticsTableProps = {
  ledger: string
  answer: StatisticsAnswer
  names?: ReadonlyMap<string, string> | undefined
}

/** A row per group and a rate per column, each with its figures and with what was left out of them. */
export function StatisticsTable({ ledger, answer, names }: StatisticsTableProps) {
  const t = useT()
  const text = useLocalText()
  const place = ['district', 'township', 'village'].includes(answer.by)
  const nameOf = ({ key, label }: StatisticsAnswer['rows'][number]) =>
    key === '-' ? t(place ? 'ledgers.rates.whole' : 'ledgers.rates.none') : (names?.get(key) ?? text(label))
  return (
    <div className="list-scroll rates-scroll">
      <table className="rates">
        <caption className="yw-visually-hidden">{t('ledgers.rates')}</caption>
        <thead>
          <tr>
            <th scope="col">
              {answer.by.startsWith('category:') ? t('ledgers.rates.by') : t(`ledgers.rates.by.${answer.by}`)}
            </th>
            {answer.measures.map((measure) => (
              <th key={measure} scope="col" title={t(`ledgers.statistics.measure.${measure}.text`)}>
                <a href={`#rule-${measure}`}>{t(`ledgers.statistics.measure.${measure}`)}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.rows.map((row) => (
            <Row key={row.key} ledger={ledger} name={nameOf(row)} rates={row.rates} of={answer.measures} />
          ))}
        </tbody>
        <tfoot>
          <Row ledger={ledger} name={t('ledgers.rates.all')} rates={answer.all} of={answer.measures} />
        </tfoot>
      </table>
    </div>
  )
}

type RowProps = { ledger: string; name: string; rates: RatesAnswer; of: readonly Measure[] }

function Row({ ledger, name, rates, of }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {of.map((measure) => {
        const rate = rates[measure]
        return (
          <td key={measure}>
            {rate && <RateCell ledger={ledger} group={name} measure={measure} rate={rate} />}
          </td>
        )
      })}
    </tr>
  )
}

type RateCellProps = { ledger: string; group: string; measure: Measure; rate: Rate }

function RateCell({ ledger, group, measure, rate }: RateCellProps) {
  const t = useT()
  const [address] = useAddress()
  const back = new URLSearchParams({ back: stringifyAddress(address).slice(1) }).toString()
  const linkTo = (part: string) => `/ledgers/${ledger}/statistics/cases?${rate.rows}&part=${part}&${back}`
  const opens = (part: 'numerator' | 'denominator', count: number) =>
    t(`ledgers.rates.open.${part}`, { group, measure: t(`ledgers.statistics.measure.${measure}`), count })
  const left = rate.excluded.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      {rate.rate === null ? (
        <span className="rates-none">{t('ledgers.rates.no_cases')}</span>
      ) : (
        <>
          <div className="rates-figure">
            <strong className="yw-number">{percent(rate.rate)}</strong>
            <span className="yw-number">
              <AppLink to={linkTo('numerator')} aria-label={opens('numerator', rate.n)}>
                {rate.n}
              </AppLink>
              {' / '}
              <AppLink to={linkTo('denominator')} aria-label={opens('denominator', rate.of)}>
                {rate.of}
              </AppLink>
            </span>
          </div>
          <div className="rates-bar" aria-hidden="true">
            <span style={{ width: `${rate.rate / 100}%` }} />
          </div>
        </>
      )}
      {left > 0 && (
        <details className="rates-excluded">
          <summary>{t('ledgers.rates.excluded', { count: left })}</summary>
          <ul>
            {rate.excluded.map(({ rule, count }) => (
              <li key={rule}>
                <AppLink to={linkTo(`excluded:${rule}`)}>
                  {t('ledgers.rates.open.excluded', { rule: t(`ledgers.statistics.rule.${rule}`), count })}
                </AppLink>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
