import { useState } from 'react'
import {
  api,
  asApiError,
  ChoiceField,
  problemsOf,
  Question,
  TextField,
  useClientKey,
  useT,
} from '#kernel/ui/portal'
import { type Photo, Photos, usePhotos } from '../Photos.tsx'
import { type ClaimKey, type PortalClaim, wordsMax } from '../../../model/portal/answers.ts'

export type Saying = 'rating' | 'reopening' | 'addition'
const scores = ['5', '4', '3', '2', '1'] as const
const fieldOf = { rating: 'words', reopening: 'reason', addition: 'words' } as const

type SayQuestionProps = {
  what: Saying
  claimKey: ClaimKey
  onDone: (claim: PortalClaim) => void
  back: () => void
}

/** Rate, have it taken up again, or add something: one question each. */
export function SayQuestion({ what, claimKey, onDone, back }: SayQuestionProps) {
  const t = useT()
  const [words, setWords] = useState('')
  const [score, setScore] = useState<(typeof scores)[number] | ''>('')
  const [missing, setMissing] = useState(false)
  const [error, setError] = useState<ReturnType<typeof asApiError> | null>(null)
  const [busy, setBusy] = useState(false)
  const [photos, setPhotos] = useState<Photo[]>([])
  const held = usePhotos(photos, setPhotos)
  const { keyFor } = useClientKey()
  const field = fieldOf[what]
  const send = async () => {
    if (what === 'rating' && score === '') return setMissing(true)
    setBusy(true)
    setError(null)
    const more =
      what === 'rating'
        ? { score: Number(score) }
        : what === 'addition'
          ? { photos: photos.map(({ id }) => id) }
          : {}
    const body = { ...claimKey, [field]: words, ...more }
    try {
      onDone(await api.post<PortalClaim>(`/api/portal/claims/${what}`, body, { clientKey: keyFor(body) }))
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(false)
    }
  }
  const unscored = missing && score === '' ? t('portal.choose') : undefined
  const told = error ? problemsOf(error) : []
  const own = [
    ...(unscored ? [{ field: 'score', text: unscored }] : []),
    ...(held.problem === undefined ? [] : [{ field: 'photos', text: held.problem }]),
  ]
  const problems = [...own, ...told]
  return (
    <Question
      title={t(`portal.say.${what}`)}
      back={back}
      problems={problems}
      general={error && told.length === 0 ? error.detail : undefined}
      onSubmit={() => void send()}
      busy={busy || held.busy}
      submit={t('portal.say.send')}
    >
      {what === 'rating' && (
        <ChoiceField
          id="score"
          label={t('portal.say.score')}
          problem={unscored}
          value={score}
          choices={scores.map((value) => ({ value, label: t(`portal.score.${value}`) }))}
          onChange={setScore}
        />
      )}
      <TextField
        id={field}
        label={t(`portal.say.${what}.label`)}
        hint={t(`portal.say.${what}.hint`)}
        problem={told.find((one) => one.field === field)?.text}
        rows={4}
        maxLength={wordsMax}
        value={words}
        onChange={setWords}
      />
      {what === 'addition' && <Photos {...held} />}
    </Question>
  )
}
