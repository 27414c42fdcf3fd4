import { LedgerListPage } from '#kernel/ledgers/web'
import { DraftForm } from '#kernel/reports/web'
import { useT } from '#kernel/ui/web'
import { bulletinApi, bulletinPath } from './address.ts'

/** Drafts a bulletin of a period and a division, and lists those there are. */
export function BulletinsView() {
  const t = useT()
  return (
    <div className="quality-scroll">
      <DraftForm label="bulletins.page.draft" path={bulletinApi} pageOf={bulletinPath} />
      <p className="circular-links yw-quiet">{t('bulletins.page.text')}</p>
      <LedgerListPage ledger="incident_bulletin" entryPath={({ id }) => bulletinPath(id)} />
    </div>
  )
}
