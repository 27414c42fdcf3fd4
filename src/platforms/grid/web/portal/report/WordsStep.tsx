import { useState } from 'react'
import { Question, TextField, useT } from '#kernel/ui/portal'
import { wordsMax } from '../../../model/portal/answers.ts'
import type { StepProps } from './draft.ts'

const wordsMin = 4

export function WordsStep({ draft, change, go, back }: StepProps) {
  const t = useT()
  const [wrong, setWrong] = useState(false)
  const short = Array.from(draft.words.trim()).length < wordsMin
  const problem = wrong && short ? t('error.portal.words_short') : undefined
  return (
    <Question
      title={t('portal.report.words')}
      back={back}
      problems={problem ? [{ field: 'words', text: problem }] : []}
      onSubmit={() => (short ? setWrong(true) : go('kind'))}
    >
      <TextField
        id="words"
        label={t('portal.report.words.label')}
        hint={t('portal.report.words.hint')}
        problem={problem}
        rows={6}
        maxLength={wordsMax}
        value={draft.words}
        onChange={(words) => change({ words })}
      />
    </Question>
  )
}
