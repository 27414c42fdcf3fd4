import { useState } from 'react'
import { api, asApiError, problemsOf, Question, TextField, useAddress, useT } from '#kernel/ui/portal'
import type { ClaimKey, PortalClaim } from '../../../model/portal/answers.ts'
import { ClaimView } from './ClaimView.tsx'

/** A report by its number and code. The code may come behind the mark of the address, which is sent to nobody. */
export default function FollowPage() {
  const t = useT()
  const [address] = useAddress()
  const [no, setNo] = useState(address['no'] ?? '')
  const [secret, setSecret] = useState(() => decodeURIComponent(location.hash.slice(1)))
  const [claim, setClaim] = useState<PortalClaim | null>(null)
  const [error, setError] = useState<ReturnType<typeof asApiError> | null>(null)
  const [busy, setBusy] = useState(false)
  const key: ClaimKey = { no, ...(secret === '' ? {} : { secret }) }
  const open = async () => {
    setBusy(true)
    setError(null)
    try {
      setClaim(await api.post<PortalClaim>('/api/portal/claims/view', key))
    } catch (thrown) {
      setError(asApiError(thrown))
    } finally {
      setBusy(false)
    }
  }
  if (claim) return <ClaimView claim={claim} claimKey={key} onClaim={setClaim} back={() => setClaim(null)} />
  const problems = error ? problemsOf(error) : []
  return (
    <Question
      title={t('portal.follow.title')}
      problems={problems}
      general={error && problems.length === 0 ? error.detail : undefined}
      onSubmit={() => void open()}
      busy={busy}
      submit={t('portal.follow.open')}
    >
      <TextField
        id="no"
        label={t('portal.receipt.no')}
        hint={t('portal.follow.no')}
        problem={problems.find(({ field }) => field === 'no')?.text}
        maxLength={40}
        value={no}
        input={{ autoComplete: 'off', autoCapitalize: 'characters' }}
        onChange={setNo}
      />
      <TextField
        id="secret"
        label={t('portal.receipt.secret')}
        hint={t('portal.follow.secret')}
        maxLength={20}
        value={secret}
        input={{ autoComplete: 'off', autoCapitalize: 'characters', spellCheck: false }}
        onChange={setSecret}
      />
    </Question>
  )
}
