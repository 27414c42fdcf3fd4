import { Button } from 'antd'
import { AppLink, useLocalText, useT } from '#kernel/ui/web'
import type { AlikeIncident, CategoryProposal, ProposalAnswer } from '../../model/incidents/answers.ts'
import './incidents.css'

type ProposalsProps = {
  proposals: readonly CategoryProposal[]
  accuracy: ProposalAnswer['accuracy']
  /** Without it the proposals are only shown. */
  onChoose?: (proposal: CategoryProposal) => void
}

/** What the words speak for: with the words, who would be responsible, and how often such a proposal is right. */
export function Proposals({ proposals, accuracy, onChoose }: ProposalsProps) {
  const t = useT()
  const text = useLocalText()
  return (
    <section className="incident-proposals" aria-label={t('incidents.screen.proposals')} aria-live="polite">
      <h2>{t('incidents.screen.proposals')}</h2>
      {proposals.length === 0 && <p>{t('incidents.screen.proposals.none')}</p>}
      <ol>
        {proposals.map((proposal) => (
          <li key={proposal.category}>
            <strong>{text(proposal.name)}</strong> <small>{text(proposal.area)}</small>
            <p>
              {t('incidents.screen.proposals.because', {
                words: proposal.reasons.map(({ words }) => words).join(' · '),
              })}
            </p>
            {proposal.responsible && (
              <p>{t('incidents.screen.proposals.responsible', { name: text(proposal.responsible.name) })}</p>
            )}
            {onChoose && (
              <Button size="small" onClick={() => onChoose(proposal)}>
                {t('incidents.screen.proposals.choose', { name: text(proposal.name) })}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <p className="incident-accuracy">
        {t('incidents.screen.proposals.accuracy', {
          tested: accuracy.tested,
          first: accuracy.first / accuracy.tested,
          three: accuracy.amongThree / accuracy.tested,
        })}
      </p>
    </section>
  )
}

type AlikeProps = {
  alike: readonly AlikeIncident[]
  /** The one that was chosen to join. */
  chosen?: AlikeIncident | null
  onChoose?: (incident: AlikeIncident | null) => void
}

/** Incidents that may be the same matter, each with what speaks for it; a person decides. */
export function AlikeIncidents({ alike, chosen = null, onChoose }: AlikeProps) {
  const t = useT()
  return (
    <section className="incident-alike" aria-label={t('incidents.screen.alike')} aria-live="polite">
      <h2>{t('incidents.screen.alike')}</h2>
      {alike.length === 0 && <p>{t('incidents.screen.alike.none')}</p>}
      <ul>
        {alike.map((one) => (
          <li key={one.id}>
            <AppLink to={`/grid/incidents/${one.id}`}>
              <span className="yw-number">{one.no}</span> {one.title}
            </AppLink>
            <p>
              {[
                t(`incidents.stage.${one.stage}`),
                ...one.reasons.map((reason) => t(`incidents.screen.alike.reason.${reason}`)),
                ...(one.distanceM === null
                  ? []
                  : [t('incidents.screen.alike.distance', { metres: one.distanceM })]),
              ].join(' · ')}
            </p>
            {onChoose &&
              (chosen?.id === one.id ? (
                <Button size="small" onClick={() => onChoose(null)}>
                  {t('incidents.screen.alike.apart')}
                </Button>
              ) : (
                <Button size="small" onClick={() => onChoose(one)}>
                  {t('incidents.screen.alike.join', { no: one.no })}
                </Button>
              ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
