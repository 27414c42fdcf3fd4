import { MomentInput, useSession, useT } from '#kernel/ui/web'
import { FormField } from './FormFields.tsx'

const backdateRight = 'ledgers.backdate'

type EffectiveFieldProps = {
  id: string
  value: string | null
  problem?: string | undefined
  onChange: (moment: string | null) => void
}

/** When it was so; asked only of who may say that it was earlier than now. */
export function EffectiveField({ id, value, problem, onChange }: EffectiveFieldProps) {
  const t = useT()
  const { session } = useSession()
  if (!session.rights.includes(backdateRight)) return null
  return (
    <FormField
      id={id}
      label={t('ledgers.screen.form.effective')}
      help={t('ledgers.screen.form.effective.text')}
      problem={problem}
    >
      <MomentInput id={id} value={value} onChange={onChange} />
    </FormField>
  )
}
