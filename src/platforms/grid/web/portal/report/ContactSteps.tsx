import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ChoiceField, PlainWaiting, Question, useT } from '#kernel/ui/portal'
import { PhoneQuestions } from '../PhoneQuestions.tsx'
import { portalSessionQuery, setupQuery } from '../queries.ts'
import type { StepProps } from './draft.ts'

/** Whether one leaves a phone; without one a number and a code are enough. */
export function ContactStep({ draft, change, go, back }: StepProps) {
  const t = useT()
  const setup = useQuery(setupQuery)
  const session = useQuery(portalSessionQuery)
  const [wrong, setWrong] = useState(false)
  if (setup.isPending || session.isPending) return <PlainWaiting />
  const phone = session.data?.phone ?? null
  const canPhone = phone !== null || setup.data?.codes === true
  const problem = wrong && draft.contact === '' ? t('portal.choose') : undefined
  const submit = () => {
    if (draft.contact === '') setWrong(true)
    else go(draft.contact === 'phone' && phone === null ? 'phone' : 'check')
  }
  const byPhone = {
    value: 'phone' as const,
    label: phone === null ? t('portal.contact.phone') : t('portal.contact.known', { phone }),
    hint: t('portal.contact.phone.hint'),
  }
  return (
    <Question
      title={t('portal.report.contact')}
      back={back}
      problems={problem ? [{ field: 'contact', text: problem }] : []}
      onSubmit={submit}
    >
      <ChoiceField
        id="contact"
        label={t('portal.contact.label')}
        problem={problem}
        value={draft.contact}
        choices={[
          { value: 'none', label: t('portal.contact.none'), hint: t('portal.contact.none.hint') },
          ...(canPhone ? [byPhone] : []),
        ]}
        onChange={(contact) => change({ contact })}
      />
    </Question>
  )
}

export function PhoneStep({ go, back }: StepProps) {
  return <PhoneQuestions onProved={() => go('check')} back={back} />
}
