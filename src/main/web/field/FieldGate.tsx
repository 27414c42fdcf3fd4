import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  FieldPage,
  type FieldState,
  LapsedScreen,
  SetUpScreen,
  UnlockScreen,
  wipe,
} from '#kernel/offline/web'
import { LanguageSwitch, Loading, sessionQuery, useT } from '#kernel/ui/web'
import { FieldSignIn } from './FieldSignIn.tsx'

/** What stands before the pages: who one is, the PIN, or the contact that a lease needs. */
export function FieldGate({ state }: { state: Exclude<FieldState, 'open'> }) {
  const t = useT()
  const [signing, setSigning] = useState(false)
  if (state === 'loading') return <Loading />
  const other = (
    <div className="field-buttons">
      <button type="button" className="field-button field-button-plain" onClick={() => setSigning(true)}>
        {t('field.other_person')}
      </button>
      <LanguageSwitch />
    </div>
  )
  if (state === 'absent' || state === 'destroyed') return <Beginning destroyed={state === 'destroyed'} />
  if (signing) return <OtherPerson onBack={() => setSigning(false)} />
  return state === 'lapsed' ? <LapsedScreen>{other}</LapsedScreen> : <UnlockScreen>{other}</UnlockScreen>
}

/** Signed in or not yet: both need a line, once. */
function Beginning({ destroyed }: { destroyed: boolean }) {
  const { data: session, error, refetch } = useQuery(sessionQuery)
  if (error && !session) return <NoLine onRetry={() => void refetch()} />
  if (session === undefined) return <Loading />
  if (session === null) return <FieldSignIn onDone={() => void refetch()} />
  return (
    <SetUpScreen name={session.account.name} destroyed={destroyed}>
      <div className="field-buttons">
        <LanguageSwitch />
      </div>
    </SetUpScreen>
  )
}

/** The phone passes to somebody else: what it carries goes, what is unsent stays, sealed. */
function OtherPerson({ onBack }: { onBack: () => void }) {
  const t = useT()
  const [busy, setBusy] = useState(false)
  const go = async () => {
    setBusy(true)
    await wipe().finally(() => setBusy(false))
  }
  return (
    <FieldPage title={t('field.other_person')}>
      <p>{t('field.other_person.text')}</p>
      <div className="field-buttons">
        <button
          type="button"
          className="field-button field-button-main"
          disabled={busy}
          onClick={() => void go()}
        >
          {t('field.other_person.go')}
        </button>
        <button type="button" className="field-button field-button-plain" onClick={onBack}>
          {t('field.back')}
        </button>
      </div>
    </FieldPage>
  )
}

/** Nothing is on the phone yet and nobody can be reached. */
function NoLine({ onRetry }: { onRetry: () => void }) {
  const t = useT()
  return (
    <FieldPage title={t('field.no_line')}>
      <p>{t('field.no_line.text')}</p>
      <div className="field-buttons">
        <button type="button" className="field-button field-button-main" onClick={onRetry}>
          {t('field.no_line.retry')}
        </button>
      </div>
    </FieldPage>
  )
}
