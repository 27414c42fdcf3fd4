import { App, Button, InputNumber, Progress } from 'antd'
import { useState } from 'react'
import type { FileKeeping } from '#kernel/files/model'
import { useOrganisationName } from '#kernel/orgs/web'
import { formatNumber, formatSize } from '#kernel/ui/model'
import { asApiError, useLocale, useT } from '#kernel/ui/web'
import { useKeepingChange } from './keeping-queries.ts'

type Usage = FileKeeping['total']
const megabyte = 1024 * 1024

/** What each organisation keeps, and how much it may. */
export function QuotaTable({ keeping: { total, organisations } }: { keeping: FileKeeping }) {
  const t = useT()
  const name = useOrganisationName()
  return (
    <section aria-labelledby="files-usage">
      <h2 id="files-usage">{t('files.screen.usage')}</h2>
      <div className="files-scroll">
        <table className="files-table">
          <thead>
            <tr>
              <th scope="col">{t('files.screen.organisation')}</th>
              <th scope="col" className="yw-number">
                {t('files.screen.count')}
              </th>
              <th scope="col" className="yw-number">
                {t('files.screen.used')}
              </th>
              <th scope="col">{t('files.screen.limit')}</th>
            </tr>
          </thead>
          <tbody>
            <Row label={t('files.screen.all_organisations')} organisationId={null} usage={total} />
            {organisations.map(({ organisationId, ...usage }) => (
              <Row
                key={organisationId ?? 'none'}
                label={organisationId === null ? t('files.screen.no_organisation') : name(organisationId)}
                organisationId={organisationId}
                usage={usage}
                fixed={organisationId === null}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

type RowProps = { label: string; organisationId: number | null; usage: Usage; fixed?: boolean }

function Row({ label, organisationId, usage: { files, bytes, limit }, fixed = false }: RowProps) {
  const { locale } = useLocale()
  const share = limit === null ? null : Math.min(100, Math.round((bytes / limit) * 100))
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className="yw-number">{formatNumber(files, locale)}</td>
      <td className="yw-number">
        {formatSize(bytes, locale)}
        {share !== null && <Progress percent={share} size="small" aria-label={label} />}
      </td>
      <td>
        {!fixed && <LimitInput key={limit} label={label} organisationId={organisationId} limit={limit} />}
      </td>
    </tr>
  )
}

type LimitInputProps = { label: string; organisationId: number | null; limit: number | null }

function LimitInput({ label, organisationId, limit }: LimitInputProps) {
  const t = useT()
  const { message } = App.useApp()
  const save = useKeepingChange('put', '/api/files-keeping/quotas')
  const was = limit === null ? null : Math.round(limit / megabyte)
  const [typed, setTyped] = useState(was)
  const send = () =>
    save.mutate(
      { organisationId, bytes: typed === null ? null : typed * megabyte },
      { onError: (error) => void message.error(asApiError(error).detail) },
    )
  return (
    <span className="files-limit">
      <InputNumber
        value={typed}
        min={1}
        max={100_000_000}
        precision={0}
        controls={false}
        suffix="MB"
        placeholder={t('files.screen.no_limit')}
        aria-label={t('files.screen.limit_of', { name: label })}
        onChange={setTyped}
        onPressEnter={send}
      />
      {typed !== was && (
        <Button size="small" loading={save.isPending} onClick={send}>
          {t('files.screen.save')}
        </Button>
      )}
    </span>
  )
}
