import type { FileKeeping } from '#kernel/files/model'
import { useOrganisationName } from '#kernel/orgs/web'
import { formatSize } from '#kernel/ui/model'
import { DateText, useLocale, useT } from '#kernel/ui/web'

type Event = FileKeeping['events'][number]

/** What was decided, by whom, and what the scanner found. */
export function KeepingEvents({ events }: { events: FileKeeping['events'] }) {
  const t = useT()
  return (
    <section aria-labelledby="files-events">
      <h2 id="files-events">{t('files.screen.events')}</h2>
      {events.length === 0 && <p className="files-quiet">{t('files.screen.events.none')}</p>}
      <ul>
        {events.map((event) => (
          <li key={event.id}>
            <DateText value={event.at} withTime /> {event.by ?? t('files.screen.by_itself')}:{' '}
            <What event={event} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function What({ event: { kind, detail } }: { event: Event }) {
  const t = useT()
  const { locale } = useLocale()
  const name = useOrganisationName()
  const bytes = Number(detail['bytes'] ?? 0)
  const organisation = detail['organisationId']
  const params = {
    ...detail,
    of: typeof organisation === 'number' ? name(organisation) : t('files.screen.all_organisations'),
    size: detail['bytes'] === null ? t('files.screen.no_limit') : formatSize(bytes, locale),
    onOff: detail['on'] === true ? 'on' : 'off',
  }
  return <span>{t(`files.screen.event.${kind}`, params as Record<string, string | number>)}</span>
}
