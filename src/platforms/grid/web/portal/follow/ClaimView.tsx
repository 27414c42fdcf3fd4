import { useState } from 'react'
import { formatDate, PlainPage, useT } from '#kernel/ui/portal'
import type { ClaimKey, PortalClaim } from '../../../model/portal/answers.ts'
import { IncidentCourse, IncidentPhotos } from '../IncidentView.tsx'
import { SayQuestion, type Saying } from './SayQuestion.tsx'

type ClaimViewProps = {
  claim: PortalClaim
  claimKey: ClaimKey
  onClaim: (claim: PortalClaim) => void
  back: () => void
}

/** Stage, deadline, who handles it, the answer, and what the claimant may do now. */
export function ClaimView({ claim, claimKey, onClaim, back }: ClaimViewProps) {
  const t = useT()
  const [saying, setSaying] = useState<Saying | null>(null)
  const done = (next: PortalClaim) => {
    onClaim(next)
    setSaying(null)
  }
  if (saying)
    return <SayQuestion what={saying} claimKey={claimKey} onDone={done} back={() => setSaying(null)} />
  const { can, incident } = claim
  const acts = (
    [
      ['rating', can.rate],
      ['reopening', can.reopen],
      ['addition', can.add],
    ] as const
  ).filter(([, may]) => may)
  return (
    <PlainPage title={claim.no} back={back}>
      <p>{claim.words}</p>
      <p className="plain-hint">{t('portal.claim.of', { at: formatDate(claim.openedAt, true) })}</p>
      {claim.answer !== null && (
        <section className="portal-receipt">
          <h2>{t('portal.claim.answer')}</h2>
          <p>{claim.answer}</p>
        </section>
      )}
      <IncidentCourse incident={incident} />
      <IncidentPhotos incident={incident} />
      {claim.rating !== null && <p>{t('portal.claim.rated', { n: claim.rating })}</p>}
      {claim.reopenUntil !== null && can.reopen && (
        <p>{t('portal.claim.until', { day: claim.reopenUntil })}</p>
      )}
      <ul className="plain-actions">
        {acts.map(([what], index) => (
          <li key={what}>
            <button
              type="button"
              className="plain-button"
              data-second={index > 0 || undefined}
              onClick={() => setSaying(what)}
            >
              {t(`portal.say.${what}`)}
            </button>
          </li>
        ))}
      </ul>
    </PlainPage>
  )
}
