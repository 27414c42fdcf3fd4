import { useQuery } from '@tanstack/react-query'
import { formatDate } from '#kernel/ui/model'
import { ErrorState, Loading, PageHeader, ProjectColour, useSession, useT } from '#kernel/ui/web'
import { type Fraction, projectColours } from '../../model/colour.ts'
import './colour-rule.css'
import { changesQuery, ruleQuery, shareText } from './queries.ts'
import { RuleProposal } from './RuleProposal.tsx'

/** The rule of the colours: what it says, what another share would do, and who changed it when. */
export default function ColourRulePage() {
  const t = useT()
  const { session } = useSession()
  const { data, error, refetch } = useQuery(ruleQuery)
  return (
    <>
      <PageHeader title={t('projects.rule.title')} text={t('projects.rule.text')} />
      <div className="colour-rule">
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading lines={6} />}
        {data && (
          <>
            <Meanings share={data.yellowFrom} />
            {session.rights.includes('ledgers.import') ? (
              <RuleProposal key={shareText(data.yellowFrom)} present={data.yellowFrom} />
            ) : (
              <p className="yw-quiet">{t('projects.rule.read_only')}</p>
            )}
            <Changes />
          </>
        )}
      </div>
    </>
  )
}

/** What each colour says, under the rule in force. */
function Meanings({ share }: { share: Fraction }) {
  const t = useT()
  return (
    <section>
      <h2>{t('projects.rule.meanings')}</h2>
      <dl className="colour-rule-meanings">
        {projectColours.map((colour) => (
          <div key={colour}>
            <dt>
              <ProjectColour colour={colour} />
            </dt>
            <dd>{t(`projects.rule.meaning.${colour}`, { share: shareText(share) })}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Changes() {
  const t = useT()
  const { data, error, refetch } = useQuery(changesQuery)
  return (
    <section>
      <h2>{t('projects.rule.changes')}</h2>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={2} />}
      {data?.length === 0 && <p className="yw-quiet">{t('projects.rule.changes.none')}</p>}
      <ul className="yw-rows">
        {data?.map(({ at, yellowFrom, name, accountId }) => (
          <li key={at}>
            <span>{t('projects.rule.change', { share: shareText(yellowFrom) })}</span>
            <span>{name ?? `#${accountId}`}</span>
            <span className="yw-quiet yw-number">{formatDate(at, true)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
