import { formatDate } from '#kernel/ui/model'
import { useLocalText, useT } from '#kernel/ui/web'
import type { Recipient } from '../../model/circulars/answers.ts'

/** Whom a circular went to, when each signed for it, and when each answered. */
export function Recipients({ recipients }: { recipients: readonly Recipient[] }) {
  const t = useT()
  const text = useLocalText()
  if (recipients.length === 0) return null
  const at = (time: string | null) => (time === null ? '—' : formatDate(time, true))
  return (
    <>
      <h3>{t('circulars.page.recipients')}</h3>
      <div className="circular-scroll">
        <table className="circular-table">
          <thead>
            <tr>
              <th>{t('circulars.page.recipient')}</th>
              <th>{t('circulars.page.sent')}</th>
              <th>{t('circulars.page.signed')}</th>
              <th>{t('circulars.page.answered')}</th>
            </tr>
          </thead>
          <tbody>
            {recipients.map(({ organisation, sentAt, signedAt, answeredAt }) => (
              <tr key={`${text(organisation)} ${sentAt}`}>
                <td>{text(organisation)}</td>
                <td className="yw-number">{at(sentAt)}</td>
                <td className="yw-number">{at(signedAt)}</td>
                <td className="yw-number">{at(answeredAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
