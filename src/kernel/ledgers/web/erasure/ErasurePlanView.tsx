import type { ErasurePlan } from '#kernel/ledgers/model'
import { formatDate } from '#kernel/ui/model'
import { useLocalText, useT } from '#kernel/ui/web'

type Stay = ErasurePlan['stays'][number]
const numbersShown = 12

/** The dry run: what goes, what stays and why, and what stands against it. */
export function ErasurePlanView({ plan }: { plan: ErasurePlan }) {
  return (
    <>
      <Obstacles obstacles={plan.obstacles} />
      <Going plan={plan} />
      <Stays stays={plan.stays} />
    </>
  )
}

function Obstacles({ obstacles }: { obstacles: ErasurePlan['obstacles'] }) {
  const t = useT()
  const text = useLocalText()
  if (obstacles.length === 0) return null
  return (
    <section className="erasure-obstacles" aria-label={t('ledgers.erasure.obstacles')}>
      <h2>{t('ledgers.erasure.obstacles')}</h2>
      <ul>
        {obstacles.map(({ kind, count, nos, until, basis }) => (
          <li key={kind}>
            {t(`ledgers.erasure.obstacle.${kind}`, {
              count,
              until: until === null ? '' : formatDate(until),
              basis: basis ? text(basis) : '',
            })}
            <Numbers nos={nos} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Going({ plan: { register, ledgers, files, views } }: { plan: ErasurePlan }) {
  const t = useT()
  const text = useLocalText()
  const columns = register.columns.map((column) => t(`ledgers.erasure.column.${column}`))
  return (
    <section className="erasure-section">
      <h2>{t('ledgers.erasure.goes')}</h2>
      <p>
        {columns.length === 0
          ? t('ledgers.erasure.register.nothing')
          : t('ledgers.erasure.register', { columns: columns.join(t('ledgers.erasure.and')) })}{' '}
        {t('ledgers.erasure.logs', { changes: register.changes, unmaskings: register.unmaskings })}
      </p>
      {ledgers.length === 0 ? (
        <p className="entry-quiet">{t('ledgers.erasure.no_values')}</p>
      ) : (
        <table className="entry-rows">
          <thead>
            <tr>
              {['ledger', 'entries', 'values', 'files'].map((name) => (
                <th key={name} scope="col">
                  {t(`ledgers.erasure.head.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ledgers.map((one) => (
              <tr key={one.ledger}>
                <td>{text(one.title)}</td>
                <td className="yw-number">{one.entries}</td>
                <td className="yw-number">{one.values}</td>
                <td className="yw-number">{one.files}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {files + views > 0 && <p>{t('ledgers.erasure.others', { files, views })}</p>}
    </section>
  )
}

export function Stays({ stays }: { stays: readonly Stay[] }) {
  const t = useT()
  return (
    <section className="erasure-section">
      <h2>{t('ledgers.erasure.stays')}</h2>
      {stays.length === 0 && <p className="entry-quiet">{t('ledgers.erasure.stays.nothing')}</p>}
      <ul className="erasure-stays">
        {stays.map(({ kind, count, nos }) => (
          <li key={kind} data-kind={kind}>
            {t(`ledgers.erasure.stay.${kind}`, { count })}
            <Numbers nos={nos} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Numbers of entries, the first of many. */
function Numbers({ nos }: { nos: readonly string[] }) {
  const t = useT()
  if (nos.length === 0) return null
  const more = nos.length - numbersShown
  return (
    <small className="yw-number">
      {nos.slice(0, numbersShown).join(' ')}
      {more > 0 && ` ${t('ledgers.erasure.more', { count: more })}`}
    </small>
  )
}
