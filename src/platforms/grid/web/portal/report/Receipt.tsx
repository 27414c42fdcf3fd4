import { useEffect, useState } from 'react'
import { AppLink, formatDue, PlainPage, useT } from '#kernel/ui/portal'
import type { ReportReceipt } from '../../../model/portal/answers.ts'

/** Number and code to keep, with a picture that leads to the report; the code stands behind the mark that stays here. */
export function Receipt({ receipt }: { receipt: ReportReceipt }) {
  const t = useT()
  const { no, secret, joined, dueAt } = receipt
  const address = `${location.origin}/portal/follow?no=${no}#${secret}`
  return (
    <PlainPage title={t('portal.receipt.title')}>
      <p>{t(joined ? 'portal.receipt.joined' : 'portal.receipt.text')}</p>
      <dl className="portal-receipt">
        <dt>{t('portal.receipt.no')}</dt>
        <dd>
          <strong>{no}</strong>
        </dd>
        <dt>{t('portal.receipt.secret')}</dt>
        <dd>
          <strong>{secret}</strong>
        </dd>
        <dt>{t('portal.receipt.due')}</dt>
        <dd>{dueAt === null ? t('portal.receipt.no_due') : formatDue(dueAt, true)}</dd>
        <dt>{t('portal.receipt.picture')}</dt>
        <dd>
          <Picture address={address} />
        </dd>
      </dl>
      <p>{t('portal.receipt.keep')}</p>
      <div className="plain-actions">
        <button type="button" className="plain-button" onClick={() => print()}>
          {t('portal.receipt.print')}
        </button>
        <AppLink to={`/portal/follow?no=${no}#${secret}`}>{t('portal.receipt.follow')}</AppLink>
      </div>
    </PlainPage>
  )
}

/** The address as a QR code; made here, asked of nobody. */
function Picture({ address }: { address: string }) {
  const t = useT()
  const [modules, setModules] = useState<{ size: number; path: string } | null>(null)
  useEffect(() => {
    let gone = false
    void import('qrcode').then(({ default: qrcode }) => {
      const { size, data } = qrcode.create(address, { errorCorrectionLevel: 'M' }).modules
      const path = [...data.keys()]
        .filter((at) => data[at] === 1)
        .map((at) => `M${(at % size) + 2} ${Math.floor(at / size) + 2}h1v1h-1z`)
      if (!gone) setModules({ size: size + 4, path: path.join('') })
    })
    return () => {
      gone = true
    }
  }, [address])
  if (!modules) return null
  return (
    <svg viewBox={`0 0 ${modules.size} ${modules.size}`} role="img" aria-label={t('portal.receipt.picture')}>
      <rect width={modules.size} height={modules.size} fill="#fff" />
      <path d={modules.path} fill="#000" />
    </svg>
  )
}
