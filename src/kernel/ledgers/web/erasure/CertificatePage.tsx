import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { CertificateAnswer } from '#kernel/ledgers/model'
import { formatDate } from '#kernel/ui/model'
import { ErrorState, Loading, useDocumentTitle, useT } from '#kernel/ui/web'
import { Stays } from './ErasurePlanView.tsx'
import { certificateQuery } from './erasure-queries.ts'
import '../ledgers.css'
import './erasure.css'
import './messages.ts'

/** A certificate of erasure, as it is printed: what was erased by count and place, on what law, by whom. */
export function CertificatePage({ no }: { no: string }) {
  const { data, error, refetch } = useQuery(certificateQuery(no))
  useDocumentTitle(no)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={8} />
  return <Certificate answer={data} />
}

function download({ certificate, ...rest }: CertificateAnswer): void {
  const text = JSON.stringify({ certificate, ...rest }, null, 1)
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `${certificate.no}.json`
  link.click()
  URL.revokeObjectURL(address)
}

function Certificate({ answer }: { answer: CertificateAnswer }) {
  const t = useT()
  const { certificate, signature } = answer
  const { confirmedBy, askedBy } = certificate
  const facts: [string, string | null][] = [
    ['at', formatDate(certificate.at, true)],
    ['legal_basis', certificate.legalBasis],
    ['request_no', certificate.requestNo],
    ['reason', certificate.reason],
    ['override', certificate.overrideGround],
    ['asked_by', `${askedBy.name} · ${formatDate(certificate.askedAt, true)}`],
    ['confirmed_by', confirmedBy.name],
    ['person', certificate.personId],
  ]
  return (
    <article className="certificate">
      <header>
        <div>
          <h1>{t('ledgers.certificate.title')}</h1>
          <p className="yw-number">{certificate.no}</p>
        </div>
        <div className="certificate-buttons">
          <Button onClick={() => window.print()}>{t('ledgers.certificate.print')}</Button>
          <Button onClick={() => download(answer)}>{t('ledgers.certificate.json')}</Button>
        </div>
      </header>
      <dl>
        {facts.map(([key, value]) =>
          value === null ? null : (
            <div key={key}>
              <dt>{t(`ledgers.erasure.fact.${key}`)}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <Erased certificate={certificate} />
      <Stays stays={certificate.stays} />
      <section className="erasure-section certificate-proof">
        <h2>{t('ledgers.certificate.proof')}</h2>
        <dl>
          {[
            ['manifest', certificate.manifest],
            ['key', certificate.keyId],
            ['signature', signature],
          ].map(([key, value]) => (
            <div key={key}>
              <dt>{t(`ledgers.certificate.${key}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p>{t('ledgers.certificate.check')}</p>
      </section>
    </article>
  )
}

function Erased({ certificate }: Pick<CertificateAnswer, 'certificate'>) {
  const t = useT()
  const { register, entries, files, views } = certificate
  const columns = register.columns.map((column) => t(`ledgers.erasure.column.${column}`))
  return (
    <section className="erasure-section">
      <h2>{t('ledgers.certificate.erased')}</h2>
      {columns.length > 0 && (
        <p>{t('ledgers.erasure.register', { columns: columns.join(t('ledgers.erasure.and')) })}</p>
      )}
      <p>{t('ledgers.erasure.logs', { changes: register.changes, unmaskings: register.unmaskings })}</p>
      {entries.length > 0 && (
        <table className="entry-rows">
          <thead>
            <tr>
              {['no', 'values', 'files'].map((name) => (
                <th key={name} scope="col">
                  {t(`ledgers.erasure.head.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.no}>
                <td className="yw-number">{entry.no}</td>
                <td className="yw-number">
                  {Object.values(entry.fields).reduce((total, count) => total + count, 0)}
                </td>
                <td className="yw-number">{entry.files}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {files + views > 0 && <p>{t('ledgers.erasure.others', { files, views })}</p>}
    </section>
  )
}
