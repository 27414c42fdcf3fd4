import { useQuery } from '@tanstack/react-query'
import { useDivisionName } from '#kernel/divisions/web'
import { describeLimit } from '#kernel/time/model'
import {
  ErrorState,
  Loading,
  PageHeader,
  useDocumentTitle,
  useLocale,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import type { CatalogueAnswer } from '../../model/incidents/answers.ts'
import type { Area, Catalogue, ResponsibilityRule } from '../../model/incidents/catalogue.ts'
import { findCategory } from '../../model/incidents/catalogue.ts'
import './incidents.css'
import { catalogueQuery } from './queries.ts'

/** The catalogue in force, for all who read what comes of it. */
export default function CataloguePage() {
  const t = useT()
  useDocumentTitle(t('incidents.screen.catalogue'))
  const { data, error, refetch } = useQuery(catalogueQuery)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={12} />
  const { catalogue, version } = data
  return (
    <>
      <PageHeader
        title={t('incidents.screen.catalogue')}
        text={t('incidents.screen.catalogue.text', { version })}
      />
      <div className="incident-catalogue">
        <AreaLinks areas={catalogue.areas} />
        {catalogue.areas.map((area) => (
          <AreaTable key={area.code} area={area} />
        ))}
        <Rules catalogue={catalogue} bodies={data.bodies} />
      </div>
    </>
  )
}

/** Leads to an area by its number and name. */
function AreaLinks({ areas }: { areas: readonly Area[] }) {
  const t = useT()
  const text = useLocalText()
  return (
    <nav aria-label={t('incidents.field.area')}>
      <ul className="incident-areas">
        {areas.map(({ code, number, name }) => (
          <li key={code}>
            <a href={`#area-${code}`}>
              {number} {text(name)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function AreaTable({ area }: { area: Area }) {
  const t = useT()
  const text = useLocalText()
  const { locale } = useLocale()
  return (
    <section id={`area-${area.code}`} aria-label={text(area.name)}>
      <h2>
        <span className="yw-number">{area.number}</span> {text(area.name)}{' '}
        <small>{t(`incidents.screen.catalogue.kind.${area.kind}`)}</small>
      </h2>
      <table>
        <thead>
          <tr>
            <th>{t('incidents.screen.catalogue.number')}</th>
            <th>{t('incidents.field.category')}</th>
            <th>{t('incidents.screen.catalogue.closing')}</th>
            <th>{t('incidents.screen.catalogue.ordinary')}</th>
            <th>{t('incidents.screen.catalogue.urgent')}</th>
            <th>{t('incidents.screen.catalogue.urgency')}</th>
          </tr>
        </thead>
        <tbody>
          {area.categories.map(({ code, number, name, closing, limits, urgency }) => (
            <tr key={code}>
              <td className="yw-number">{number}</td>
              <th scope="row">{text(name)}</th>
              <td>{text(closing)}</td>
              <td>{describeLimit(limits.ordinary, locale)}</td>
              <td>{describeLimit(limits.urgent, locale)}</td>
              <td>{t(`incidents.urgency.${urgency}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type RulesProps = { catalogue: Catalogue; bodies: CatalogueAnswer['bodies'] }

function Rules({ catalogue, bodies }: RulesProps) {
  const t = useT()
  return (
    <section aria-label={t('incidents.screen.catalogue.rules')}>
      <h2>{t('incidents.screen.catalogue.rules')}</h2>
      <p>{t('incidents.screen.catalogue.rules.text')}</p>
      <table>
        <thead>
          <tr>
            <th>{t('incidents.screen.catalogue.rule.what')}</th>
            <th>{t('incidents.screen.catalogue.rule.where')}</th>
            <th>{t('incidents.screen.catalogue.rule.who')}</th>
          </tr>
        </thead>
        <tbody>
          {catalogue.rules.map((rule) => (
            <RuleRow key={JSON.stringify(rule)} rule={rule} catalogue={catalogue} bodies={bodies} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function RuleRow({ rule, catalogue, bodies }: RulesProps & { rule: ResponsibilityRule }) {
  const t = useT()
  const text = useLocalText()
  const nameOf = useDivisionName()
  const { areas = [], categories = [], divisions = [], placeKinds = [], responsible } = rule
  const what = [
    ...areas.map((code) => catalogue.areas.find((area) => area.code === code)?.name),
    ...categories.map((code) => findCategory(catalogue, code)?.category.name),
  ].flatMap((name) => (name ? [text(name)] : []))
  const where = [
    ...placeKinds.map((kind) => t(`divisions.kind.${kind}`)),
    ...divisions.map((code) => nameOf(code)),
  ]
  return (
    <tr>
      <td>{what.length === 0 ? t('incidents.screen.catalogue.everything') : what.join(' · ')}</td>
      <td>{where.length === 0 ? t('incidents.screen.catalogue.everywhere') : where.join(' · ')}</td>
      <td>
        {'body' in responsible
          ? text(bodies[responsible.body] ?? { 'zh-CN': responsible.body, en: responsible.body })
          : t(`incidents.screen.catalogue.level.${responsible.level}`)}
      </td>
    </tr>
  )
}
