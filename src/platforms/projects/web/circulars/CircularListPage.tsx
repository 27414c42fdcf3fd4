import { LedgerListPage } from '#kernel/ledgers/web'
import { DraftForm } from '#kernel/reports/web'
import { AppLink, useT } from '#kernel/ui/web'
import { circularPath } from './queries.ts'

/** Circulars, the kernel's list, and over it the form that drafts one of a day. */
export default function CircularListPage() {
  const t = useT()
  return (
    <>
      <DraftForm label="circulars.page.draft" path="/api/projects/circulars" pageOf={circularPath} />
      <p className="circular-links">
        <span className="yw-quiet">{t('circulars.page.text')}</span>{' '}
        <AppLink to="/projects/circular-rule">{t('circulars.page.rule')}</AppLink>
      </p>
      <LedgerListPage ledger="circular" entryPath={(row) => circularPath(row.id)} />
    </>
  )
}
