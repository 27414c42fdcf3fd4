import { formatDate, formatDue, useT } from '#kernel/ui/portal'
import type { PortalIncident } from '../../model/portal/answers.ts'

const course = ['registered', 'dispatched', 'handling', 'completed', 'verified', 'closed'] as const

/** How far a matter is, in plain words, with the deadline and the reason of everything that moved it. */
export function IncidentCourse({ incident }: { incident: PortalIncident }) {
  const t = useT()
  const at = course.findIndex((stage) => stage === incident.stage)
  return (
    <>
      <h2>{t('portal.course.title')}</h2>
      {at < 0 ? (
        <p>{t(`portal.stage.${incident.stage}`)}</p>
      ) : (
        <ol className="portal-steps">
          {course.map((stage, index) => (
            <li
              key={stage}
              data-done={index <= at || undefined}
              aria-current={index === at ? 'step' : undefined}
            >
              {t(`portal.stage.${stage}`)}
            </li>
          ))}
        </ol>
      )}
      <Deadline incident={incident} />
      <h2>{t('portal.organisation.title')}</h2>
      <p>{incident.organisation ?? t('portal.organisation.none')}</p>
    </>
  )
}

function Deadline({ incident }: { incident: PortalIncident }) {
  const t = useT()
  const { isOpen, dueAt, originalDueAt, extensions, suspended } = incident
  if (!isOpen) return null
  return (
    <>
      <h2>{t('portal.due.title')}</h2>
      <p>{dueAt === null ? t('portal.due.none') : t('portal.due.at', { at: formatDue(dueAt, true) })}</p>
      {suspended && (
        <p>{t('portal.due.suspended', { since: formatDate(suspended.since), reason: suspended.reason })}</p>
      )}
      {extensions.length > 0 && (
        <>
          <p>
            {t('portal.due.extended', { at: originalDueAt === null ? '' : formatDue(originalDueAt, true) })}
          </p>
          <ul className="portal-list">
            {extensions.map(({ decidedAt, reason, count, unit }) => (
              <li key={decidedAt}>
                {formatDate(decidedAt)} · {t(`portal.unit.${unit}`, { n: count })} · {reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** Photos that officials have published. */
export function IncidentPhotos({ incident }: { incident: PortalIncident }) {
  const t = useT()
  const by = (shows: 'before' | 'after') => incident.photos.filter((photo) => photo.shows === shows)
  return (
    <>
      {(['before', 'after'] as const).map(
        (shows) =>
          by(shows).length > 0 && (
            <section key={shows}>
              <h2>{t(`portal.photos.${shows}`)}</h2>
              <div className="portal-photos portal-shown">
                {by(shows).map(({ id }, index) => (
                  <img
                    key={id}
                    src={`/api/portal/photos/${id}`}
                    alt={t(`portal.photos.${shows}.alt`, { n: index + 1 })}
                  />
                ))}
              </div>
            </section>
          ),
      )}
    </>
  )
}
