import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  Answers,
  type AnswerRow,
  api,
  asApiError,
  problemsOf,
  Question,
  useClientKey,
  useLocale,
  useT,
} from '#kernel/ui/portal'
import type { ReportReceipt } from '../../../model/portal/answers.ts'
import { withProof } from '../proof.ts'
import { portalSessionQuery, setupQuery } from '../queries.ts'
import type { ReportDraft, StepProps } from './draft.ts'

function bodyOf(draft: ReportDraft, website: string) {
  const { words, divisionCode, spot, accuracyM, address, category, photos, joins } = draft
  const at = spot && accuracyM !== null ? { ...spot, accuracyM } : spot
  return {
    words: words.trim(),
    divisionCode,
    ...(at ? { spot: at } : {}),
    ...(address.trim() === '' ? {} : { address: address.trim() }),
    ...(category === '' ? {} : { category }),
    ...(joins === '' ? {} : { joins }),
    photos: photos.map(({ id }) => id),
    // Who wants no phone on the report leaves none, signed in or not.
    anonymous: draft.contact !== 'phone',
    website,
  }
}

type CheckStepProps = StepProps & { onDone: (receipt: ReportReceipt) => void; onDiscard: () => void }

/** Check your answers: all of it once more, each with the way back, before anything is sent. */
export function CheckStep({ draft, go, back, onDone, onDiscard }: CheckStepProps) {
  const t = useT()
  const [website, setWebsite] = useState('')
  const [error, setError] = useState<ReturnType<typeof asApiError> | null>(null)
  const [busy, setBusy] = useState(false)
  const { keyFor, done } = useClientKey()
  const rows = useRows(draft, go)
  const send = async () => {
    setBusy(true)
    setError(null)
    const body = bodyOf(draft, website)
    const clientKey = keyFor(body)
    try {
      await api.post('/api/portal/browser')
      onDone(
        await withProof((proof) =>
          api.post<ReportReceipt>('/api/portal/reports', { ...body, proof }, { clientKey }),
        ),
      )
      done()
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(false)
    }
  }
  const problems = error ? problemsOf(error) : []
  return (
    <Question
      title={t('portal.report.check')}
      back={back}
      problems={problems}
      general={error && problems.length === 0 ? error.detail : undefined}
      onSubmit={() => void send()}
      busy={busy}
      submit={t('portal.check.send')}
      other={
        <button
          type="button"
          className="plain-link"
          onClick={() => {
            onDiscard()
            go('words')
          }}
        >
          {t('portal.check.discard')}
        </button>
      }
    >
      <Answers rows={rows} />
      <p>{t('portal.check.privacy')}</p>
      {/* Machines fill in what people don't see. */}
      <div className="portal-never" aria-hidden="true">
        <label htmlFor="website">{t('portal.check.never')}</label>
        <input
          id="website"
          tabIndex={-1}
          autoComplete="off"
          value={website}
          onChange={({ target }) => setWebsite(target.value)}
        />
      </div>
    </Question>
  )
}

function useRows(draft: ReportDraft, go: StepProps['go']): AnswerRow[] {
  const t = useT()
  const { locale } = useLocale()
  const { data: setup } = useQuery(setupQuery)
  const { data: session } = useQuery(portalSessionQuery)
  const category = setup?.categories.find(({ code }) => code === draft.category)?.name[locale]
  const contact =
    draft.contact === 'phone' && session?.phone
      ? t('portal.contact.known', { phone: session.phone })
      : t('portal.contact.none')
  return [
    { label: t('portal.row.words'), answer: draft.words, onChange: () => go('words') },
    { label: t('portal.row.kind'), answer: category ?? t('portal.kind.unsure'), onChange: () => go('kind') },
    {
      label: t('portal.row.place'),
      answer: [draft.placeName, draft.address].filter((part) => part !== '').join(' · '),
      onChange: () => go('how'),
    },
    ...(draft.joins === ''
      ? []
      : [{ label: t('portal.row.joins'), answer: draft.joins, onChange: () => go('similar') }]),
    {
      label: t('portal.row.photos'),
      answer: t('portal.photos.count', { count: draft.photos.length }),
      onChange: () => go('photos'),
    },
    { label: t('portal.row.contact'), answer: contact, onChange: () => go('contact') },
  ]
}
