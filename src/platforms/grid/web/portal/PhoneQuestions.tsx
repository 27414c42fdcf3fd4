import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, asApiError, problemsOf, Question, TextField, useT } from '#kernel/ui/portal'
import type { PortalSession, SentCode } from '../../model/portal/answers.ts'
import { withProof } from './proof.ts'
import { portalSessionQuery, setupQuery } from './queries.ts'

type PhoneQuestionsProps = { onProved: () => void; back: (() => void) | undefined }

/** Two questions: the phone, then the code that was sent to it. */
export function PhoneQuestions({ onProved, back }: PhoneQuestionsProps) {
  const [sent, setSent] = useState<SentCode | null>(null)
  if (!sent) return <PhoneQuestion onSent={setSent} back={back} />
  return <CodeQuestion sent={sent} onProved={onProved} back={() => setSent(null)} />
}

type Asked = { error: ReturnType<typeof asApiError> | null; busy: boolean }
const quiet: Asked = { error: null, busy: false }

function PhoneQuestion({
  onSent,
  back,
}: {
  onSent: (sent: SentCode) => void
  back: (() => void) | undefined
}) {
  const t = useT()
  const { data: setup } = useQuery(setupQuery)
  const [phone, setPhone] = useState('')
  const [{ error, busy }, setAsked] = useState(quiet)
  const ask = async () => {
    setAsked({ error: null, busy: true })
    try {
      onSent(await withProof((proof) => api.post<SentCode>('/api/portal/codes', { phone, proof })))
    } catch (thrown) {
      setAsked({ error: asApiError(thrown), busy: false })
    }
  }
  const problems = error ? problemsOf(error) : []
  return (
    <Question
      title={t('portal.phone.title')}
      back={back}
      problems={problems}
      general={error && problems.length === 0 ? error.detail : undefined}
      onSubmit={() => void ask()}
      busy={busy}
      submit={t('portal.phone.send')}
    >
      {setup?.codes === false && <p>{t('error.portal.no_codes')}</p>}
      <TextField
        id="phone"
        label={t('portal.phone.label')}
        hint={t('portal.phone.hint')}
        problem={problems[0]?.text}
        value={phone}
        input={{ type: 'tel', autoComplete: 'tel', inputMode: 'tel' }}
        onChange={setPhone}
      />
    </Question>
  )
}

function CodeQuestion({ sent, onProved, back }: { sent: SentCode; onProved: () => void; back: () => void }) {
  const t = useT()
  const client = useQueryClient()
  const [code, setCode] = useState('')
  const [{ error, busy }, setAsked] = useState(quiet)
  const prove = async () => {
    setAsked({ error: null, busy: true })
    try {
      const session = await api.post<PortalSession>('/api/portal/session', { id: sent.id, code: code.trim() })
      client.setQueryData(portalSessionQuery.queryKey, session)
      onProved()
    } catch (thrown) {
      setAsked({ error: asApiError(thrown), busy: false })
    }
  }
  const problems = error ? problemsOf(error) : []
  return (
    <Question
      title={t('portal.code.title')}
      back={back}
      problems={problems}
      general={error && problems.length === 0 ? error.detail : undefined}
      onSubmit={() => void prove()}
      busy={busy}
    >
      {sent.demonstrationCode !== undefined && (
        <p className="portal-receipt">
          {t('portal.code.demonstration')} <strong>{sent.demonstrationCode}</strong>
        </p>
      )}
      <TextField
        id="code"
        label={t('portal.code.label')}
        hint={t('portal.code.hint', { minutes: sent.minutes })}
        problem={problems[0]?.text}
        maxLength={10}
        value={code}
        input={{ inputMode: 'numeric', autoComplete: 'one-time-code' }}
        onChange={setCode}
      />
    </Question>
  )
}
