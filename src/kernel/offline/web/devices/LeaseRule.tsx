import { Button, Drawer, InputNumber } from 'antd'
import { useState } from 'react'
import { type RuleEditorProps, RulebookPart } from '#kernel/rulebooks/web'
import { FormRow, useT } from '#kernel/ui/web'
import { leaseBook } from '../../model/lease-book.ts'
import type { OfflineRule } from '../../model/snapshot.ts'

/** For how long phones work without a line, and how many wrong PINs they bear: drafted and published. */
export function LeaseRule() {
  const t = useT()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <p>
        <Button onClick={() => setOpen(true)}>{t('offline.rule')}</Button>
      </p>
      <Drawer
        open={isOpen}
        title={t('offline.rule')}
        size="large"
        destroyOnHidden
        onClose={() => setOpen(false)}
      >
        <RulebookPart<OfflineRule>
          book={leaseBook.id}
          editor={(props) => <RuleForm {...props} />}
          judged={[['offline-devices']]}
        />
      </Drawer>
    </>
  )
}

const bounds = { leaseHours: { min: 1, max: 72 }, pinTries: { min: 3, max: 20 } } as const
const names = ['leaseHours', 'pinTries'] as const

function RuleForm({ body, disabled, onChange, problemOf }: RuleEditorProps<OfflineRule>) {
  const t = useT()
  return names.map((name) => (
    <FormRow key={name} id={name} label={t(`offline.rule.${name}`)} problem={problemOf(name)}>
      <InputNumber
        id={name}
        {...bounds[name]}
        precision={0}
        disabled={disabled}
        value={body[name]}
        onChange={(value) => value !== null && onChange({ ...body, [name]: value })}
      />
    </FormRow>
  ))
}
