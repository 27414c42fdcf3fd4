import type { Measure } from '#kernel/ledgers/model'
import { useT } from '#kernel/ui/web'

/** What each rate counts, in words: on the screen below the table, and on paper with it. */
export function StatisticsRules({ measures }: { measures: readonly Measure[] }) {
  const t = useT()
  return (
    <section className="rates-rules">
      <h2>{t('ledgers.rates.rules')}</h2>
      <dl>
        {measures.map((measure) => (
          <div key={measure} id={`rule-${measure}`}>
            <dt>{t(`ledgers.statistics.measure.${measure}`)}</dt>
            <dd>{t(`ledgers.statistics.measure.${measure}.text`)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('ledgers.rates.rounding')}</dt>
          <dd>{t('ledgers.statistics.rounding.text')}</dd>
        </div>
      </dl>
    </section>
  )
}
