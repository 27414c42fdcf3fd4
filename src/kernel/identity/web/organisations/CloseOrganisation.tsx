import { Button, Modal } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { Organisation } from '#kernel/orgs/model'
import { todayInShanghai } from '#kernel/ui/model'
import { DateInput, ErrorSummary, FormRow, useLocale, useProblems, useT } from '#kernel/ui/web'
import { useKeeping } from '../queries.ts'

type CloseOrganisationProps = { organisation: Organisation; onClose: () => void }

/** Asks from which day on an organisation stands no more. */
export function CloseOrganisation({ organisation, onClose }: CloseOrganisationProps) {
  const t = useT()
  const id = useId()
  const { locale } = useLocale()
  const today = todayInShanghai(new Date())
  const [on, setOn] = useState<string | null>(today)
  const keeping = useKeeping()
  const found = useProblems()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = { field: 'on', text: t('identity.screen.organisation.on.missing') }
    if (!found.check(on === null ? [missing] : [])) return
    keeping.mutate(
      { method: 'put', path: `/api/organisations/${organisation.id}/closing`, body: { on } },
      { onSuccess: onClose, onError: (error) => void found.refuse(error) },
    )
  }
  return (
    <Modal
      open
      footer={null}
      onCancel={onClose}
      title={t('identity.screen.organisation.close.ask', {
        name: locale === 'en' ? organisation.nameEn : organisation.name,
      })}
    >
      <form className="yw-form" onSubmit={submit} noValidate>
        <ErrorSummary problems={found.problems} general={found.general} idOf={() => `${id}-on`} />
        <p>{t('identity.screen.organisation.close.text')}</p>
        <FormRow id={`${id}-on`} label={t('identity.screen.organisation.on')} problem={found.problemOf('on')}>
          <DateInput
            id={`${id}-on`}
            max={today}
            status={found.problemOf('on') === undefined ? '' : 'error'}
            value={on}
            onChange={setOn}
          />
        </FormRow>
        <div className="yw-form-buttons">
          <Button type="primary" htmlType="submit" loading={keeping.isPending}>
            {t('identity.screen.organisation.close')}
          </Button>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </Modal>
  )
}
