import { AppLink, PlainPage, useT } from '#kernel/ui/portal'

const ways = ['report', 'follow', 'nearby', 'mine'] as const

/** What one can do here, each on its own line. */
export default function HomePage() {
  const t = useT()
  return (
    <PlainPage title={t('portal.home.title')}>
      <p>{t('portal.home.text')}</p>
      <ul className="portal-ways">
        {ways.map((way) => (
          <li key={way}>
            <AppLink to={`/portal/${way}`} className="portal-way" data-first={way === 'report' || undefined}>
              <strong>{t(`portal.home.${way}`)}</strong>
              <span>{t(`portal.home.${way}.text`)}</span>
            </AppLink>
          </li>
        ))}
      </ul>
      <p>{t('portal.home.urgent')}</p>
    </PlainPage>
  )
}
