import { useQuery } from '@tanstack/react-query'
import { Segmented, Tag } from 'antd'
import { RulebookPart } from '#kernel/rulebooks/web'
import { describeLimit } from '#kernel/time/model'
import {
  ErrorState,
  Loading,
  PageHeader,
  useAddress,
  useDocumentTitle,
  useLocale,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import type { CatalogueAnswer } from '../../model/incidents/answers.ts'
import { catalogueBook } from '../../model/incidents/catalogue-book.ts'
import type { Area, Catalogue } from '../../model/incidents/catalogue.ts'
import { CatalogueEditor } from './editing/CatalogueEditor.tsx'
import './incidents.css'
import { catalogueQuery } from './queries.ts'
import { RuleCells } from './RuleCells.tsx'

const views = ['in_force', 'edit'] as const

/** The catalogue in force, for all who read what comes of it; and its next version, with the earlier ones. */
export default function CataloguePage() {
  const t = useT()
  useDocumentTitle(t('incidents.screen.catalogue'))
  const [{ view: asked }, change] = useAddress()
  const view = views.find((known) => known === asked) ?? 'in_force'
  const { data, error, refetch } = useQuery(catalogueQuery)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={12} />
  const { catalogue, version, bodies } = data
  return (
    <>
      <PageHeader
        title={t('incidents.screen.catalogue')}
        text={t('incidents.screen.catalogue.text', { version })}
      />
      <div className="incident-catalogue">
        <Segmented
          aria-label={t('incidents.screen.catalogue')}
          value={view}
          options={views.map((value) => ({ value, label: t(`incidents.edit.view.${value}`) }))}
          onChange={(value) => change({ view: value })}
        />
        {view === 'in_force' ? (
          <InForce catalogue={catalogue} bodies={bodies} />
        ) : (
          <Editing bodies={bodies} />
        )}
      </div>
    </>
  )
}

function InForce({ catalogue, bodies }: RulesProps) {
  return (
    <>
      <AreaLinks areas={catalogue.areas} />
      {catalogue.areas.map((area) => (
        <AreaTable key={area.code} area={area} />
      ))}
      <Rules catalogue={catalogue} bodies={bodies} />
    </>
  )
}

function Editing({ bodies }: Pick<RulesProps, 'bodies'>) {
  const t = useT()
  return (
    <RulebookPart<Catalogue>
      book={catalogueBook.id}
      about={t('incidents.edit.about')}
      editor={(props) => <CatalogueEditor {...props} bodies={bodies} />}
      idOf={(path) => /^(areas\.\d+(\.categories\.\d+)?|rules\.\d+)/.exec(path)?.[0] ?? path}
      judged={[['grid'], ['ledger']]}
    />
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
        <small>{t(`incidents.catalogue.kind.${area.kind}`)}</small>
      </h2>
      <div className="catalogue-scroll">
        <table className="catalogue-area">
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
            {area.categories.map(({ code, number, name, closing, limits, urgency, active }) => (
              <tr key={code}>
                <td className="yw-number">{number}</td>
                <th scope="row">
                  {text(name)} {!active && <Tag>{t('incidents.edit.retired')}</Tag>}
                </th>
                <td>{text(closing)}</td>
                <td>{describeLimit(limits.ordinary, locale)}</td>
                <td>{describeLimit(limits.urgent, locale)}</td>
                <td>{t(`incidents.urgency.${urgency}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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
      <div className="catalogue-scroll">
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
              <tr key={JSON.stringify(rule)}>
                <RuleCells rule={rule} catalogue={catalogue} bodies={bodies} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
