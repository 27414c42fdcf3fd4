import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { FormRow, useProblems, useT } from '#kernel/ui/web'
import type { DutyAnswer } from '../../model/cells/duty/duty.ts'
import { useSwap } from './board-queries.ts'

type Props = { answer: DutyAnswer; id: string; onDone: () => void }

/** 换班: the shift goes to who has another one, which comes to who has this. */
export function DutySwap({ answer, id, onDone }: Props) {
  const t = useT()
  const swap = useSwap()
  const problems = useProblems()
  const [other, setOther] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const shifts = answer.days.flatMap((day) => day.shifts)
  const one = shifts.find((shift) => shift.id === id)
  if (!one) return null
  const wordsOf = ({ day, part, name }: typeof one) => `${day} ${t(`cells.duty.part.${part}`)} ${name}`
  const send = () => {
    if (other === null) return
    swap.mutate(
      { shift: id, otherShiftId: other, reason: reason.trim() },
      { onError: problems.refuse, onSuccess: onDone },
    )
  }
  return (
    <form
      className="cells-panel cells-form"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h2>{t('cells.duty.swap')}</h2>
      <p>{wordsOf(one)}</p>
      <FormRow id="swap-other" label={t('cells.duty.swap_with')}>
        <Select
          id="swap-other"
          value={other}
          showSearch={{ optionFilterProp: 'label' }}
          options={shifts
            .filter(({ accountId }) => accountId !== one.accountId)
            .map((shift) => ({ value: shift.id, label: wordsOf(shift) }))}
          onChange={setOther}
        />
      </FormRow>
      <FormRow id="swap-reason" label={t('cells.form.reason')}>
        <Input id="swap-reason" value={reason} onChange={({ target }) => setReason(target.value)} />
      </FormRow>
      {problems.general !== undefined && <p role="alert">{problems.general}</p>}
      <Button
        type="primary"
        htmlType="submit"
        disabled={other === null || reason.trim() === ''}
        loading={swap.isPending}
      >
        {t('cells.duty.do_swap')}
      </Button>
    </form>
  )
}
