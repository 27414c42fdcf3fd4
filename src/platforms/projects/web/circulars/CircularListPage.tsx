import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { LedgerListPage } from '#kernel/ledgers/web'
import { addDays } from '../../model/wall-days.ts'
import { todayInShanghai } from '#kernel/ui/model'
import { AppLink, asApiError, DateInput, useClientKey, useGo, useSession, useT } from '#kernel/ui/web'
import { type CircularKind, circularKinds, periodStart } from '../../model/circulars/period.ts'
import { circularPath, useDraftCircular } from './queries.ts'
import './circulars.css'

/** Circulars, the kernel's list, and over it the form that drafts one of a day. */
export default function CircularListPage() {
  const t = useT()
  const { session } = useSession()
  return (
    <>
      {session.rights.includes('ledgers.supervise') && <DraftForm />}
      <p className="circular-links">
        <span className="yw-quiet">{t('circulars.page.text')}</span>{' '}
        <AppLink to="/projects/circular-rule">{t('circulars.page.rule')}</AppLink>
      </p>
      <LedgerListPage ledger="circular" entryPath={(row) => circularPath(row.id)} />
    </>
  )
}

function DraftForm() {
  const t = useT()
  const go = useGo()
  const today = todayInShanghai(new Date())
  const [kind, setKind] = useState<CircularKind>('week')
  const [day, setDay] = useState(addDays(today, -1))
  const clientKey = useClientKey()
  const draft = useDraftCircular()
  const asked = { kind, day }
  const send = () =>
    draft.mutate(
      { asked, clientKey: clientKey.keyFor(asked) },
      {
        onSuccess: ({ entryId }) => {
          clientKey.done()
          go(circularPath(entryId))
        },
      },
    )
  return (
    <section className="circular-draft" aria-label={t('circulars.page.draft')}>
      <Segmented
        aria-label={t('circulars.field.kind')}
        value={kind}
        options={circularKinds.map((value) => ({ value, label: t(`circulars.kind.${value}`) }))}
        onChange={setKind}
      />
      <DateInput
        label={t('circulars.page.day')}
        value={day}
        max={today}
        width={136}
        onChange={(next) => setDay(next ?? day)}
      />
      <span className="yw-quiet yw-number">
        {t('circulars.page.period', { from: periodStart(kind, day), to: day })}
      </span>
      <Button type="primary" loading={draft.isPending} onClick={send}>
        {t('circulars.page.draft')}
      </Button>
      {draft.error && (
        <span role="alert" className="yw-form-problem">
          {asApiError(draft.error).detail}
        </span>
      )}
    </section>
  )
}
