import { type CalendarAnswer, describeHolidays } from '#kernel/time/model'
import { DateText, Empty, useLocale, useT } from '#kernel/ui/web'

type Notices = CalendarAnswer['notices']

const words = (spans: readonly string[], separator: string) =>
  spans.map((span) => span.replace('..', '–')).join(separator)

/** The notices that a year's days come from, as they were published. */
export function NoticeList({ notices, year }: { notices: Notices; year: number }) {
  const t = useT()
  return (
    <section className="calendar-notices" aria-label={t('ledgers.screen.calendar.notices')}>
      <h2>{t('ledgers.screen.calendar.notices')}</h2>
      {notices.length === 0 && (
        <Empty
          title={t('ledgers.screen.calendar.notices.empty', { year: String(year) })}
          text={t('ledgers.screen.calendar.notices.empty.text')}
        />
      )}
      {notices.map((item) => (
        <Notice key={item.title} item={item} />
      ))}
    </section>
  )
}

function Notice({ item }: { item: Notices[number] }) {
  const t = useT()
  const { locale } = useLocale()
  const { title, notice, importedAt, importedBy, inForce } = item
  const separator = t('ledgers.screen.calendar.separator')
  return (
    <article>
      <h3>
        {title} <small>{t(`ledgers.screen.calendar.notice.${notice.kind}`)}</small>
      </h3>
      <p>
        {t('ledgers.screen.calendar.issued')} <DateText value={notice.issuedOn} />
        {' · '}
        {importedAt === null
          ? t('ledgers.screen.calendar.of_program')
          : t('ledgers.screen.calendar.imported', {
              by: importedBy ?? t('ledgers.screen.calendar.command_line'),
            })}{' '}
        {importedAt !== null && <DateText value={importedAt} withTime />}
      </p>
      {!inForce && <p role="note">{t('ledgers.screen.calendar.set_aside')}</p>}
      <table className="yw-table">
        <thead>
          <tr>
            <th scope="col">{t('ledgers.screen.calendar.holiday')}</th>
            <th scope="col">{t('ledgers.screen.calendar.off')}</th>
            <th scope="col">{t('ledgers.screen.calendar.make_up')}</th>
          </tr>
        </thead>
        <tbody>
          {notice.arrangements.map(({ holidays, off, makeUp, withdrawn }) => (
            <tr key={`${holidays.join()} ${off.join()} ${makeUp.join()}`}>
              <td>{describeHolidays(holidays, locale)}</td>
              <td>{words(off, separator)}</td>
              <td>
                {words(makeUp, separator)}
                {withdrawn &&
                  ` ${t('ledgers.screen.calendar.withdrawn', { days: words(withdrawn, separator) })}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  )
}
