import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, InputNumber, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { DataElement } from '#kernel/registry/model'
import { api, ErrorSummary, FormRow, useProblems, useT } from '#kernel/ui/web'
import { ledgersQuery, type Named, rolesQuery } from './elements.ts'
import { NameSelect, NamesSelect } from './NamesSelect.tsx'

type Terms = Omit<DataElement, 'code' | 'version' | 'changedBy' | 'changedAt'>

function termsOf({ ownerRole, sensitivity, legalBasis, freshDays, ...fill }: DataElement): Terms {
  const { fillLedgers, fillRoles, fillPurposes } = fill
  return { ownerRole, sensitivity, legalBasis, freshDays, fillLedgers, fillRoles, fillPurposes }
}

function useChange(element: DataElement) {
  const t = useT()
  const client = useQueryClient()
  const { message } = App.useApp()
  const found = useProblems()
  const [terms, setTerms] = useState(termsOf(element))
  const path = `/api/data-elements/${element.code}`
  const change = useMutation({
    mutationFn: () => api.put<DataElement>(path, { ...terms, expectedVersion: element.version }),
    onSuccess: ({ version }) => {
      void message.success(t('registry.elements.saved', { version }))
      return client.invalidateQueries({ queryKey: ['data-elements'] })
    },
    onError: (error) => void found.refuse(error),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = { field: 'legalBasis', text: t('registry.elements.basis.missing') }
    if (found.check(terms.legalBasis.trim() === '' ? [missing] : [])) change.mutate()
  }
  const set = (part: Partial<Terms>) => setTerms((before) => ({ ...before, ...part }))
  return { terms, set, found, submit, sending: change.isPending }
}

/** Makes the element's next version. */
export function ElementForm({ element }: { element: DataElement }) {
  const t = useT()
  const id = useId()
  const { terms, set, found, submit, sending } = useChange(element)
  const { data: roles = [] } = useQuery(rolesQuery)
  const { problemOf } = found
  const idOf = (name: string) => `${id}-${name}`
  return (
    <form className="yw-form" onSubmit={submit} noValidate>
      <ErrorSummary problems={found.problems} general={found.general} idOf={idOf} />
      <FormRow id={idOf('legalBasis')} label={t('registry.elements.basis')} problem={problemOf('legalBasis')}>
        <Input.TextArea
          id={idOf('legalBasis')}
          autoSize={{ minRows: 2 }}
          maxLength={1000}
          value={terms.legalBasis}
          onChange={({ target }) => set({ legalBasis: target.value })}
        />
      </FormRow>
      <FormRow id={idOf('ownerRole')} label={t('registry.elements.owner')} problem={problemOf('ownerRole')}>
        <NameSelect
          id={idOf('ownerRole')}
          names={roles}
          value={terms.ownerRole}
          onChange={(ownerRole) => set({ ownerRole })}
        />
      </FormRow>
      <FormRow id={idOf('sensitivity')} label={t('registry.elements.class')}>
        <Select
          id={idOf('sensitivity')}
          value={terms.sensitivity}
          options={[0, 1, 2, 3].map((value) => ({ value, label: t(`registry.screen.sensitivity.${value}`) }))}
          onChange={(sensitivity) => set({ sensitivity })}
        />
      </FormRow>
      <FormRow
        id={idOf('freshDays')}
        label={t('registry.elements.fresh')}
        hint={t('registry.elements.fresh.hint')}
        optional
      >
        <InputNumber
          id={idOf('freshDays')}
          min={1}
          max={36_500}
          precision={0}
          value={terms.freshDays}
          onChange={(freshDays) => set({ freshDays })}
        />
      </FormRow>
      <FillLimits idOf={idOf} terms={terms} set={set} roles={roles} />
      <div className="yw-form-buttons">
        <Button type="primary" htmlType="submit" loading={sending}>
          {t('registry.elements.save')}
        </Button>
      </div>
    </form>
  )
}

type FillLimitsProps = {
  idOf: (name: string) => string
  terms: Terms
  set: (part: Partial<Terms>) => void
  roles: Named
}

/** Which forms may be filled with it. */
function FillLimits({ idOf, terms, set, roles }: FillLimitsProps) {
  const t = useT()
  const { data: ledgers = [] } = useQuery(ledgersQuery)
  return (
    <>
      <FormRow id={idOf('fillLedgers')} label={t('registry.elements.ledgers')} optional>
        <NamesSelect
          id={idOf('fillLedgers')}
          names={ledgers}
          value={terms.fillLedgers}
          onChange={(fillLedgers) => set({ fillLedgers })}
        />
      </FormRow>
      <FormRow id={idOf('fillRoles')} label={t('registry.elements.roles')} optional>
        <NamesSelect
          id={idOf('fillRoles')}
          names={roles}
          value={terms.fillRoles}
          onChange={(fillRoles) => set({ fillRoles })}
        />
      </FormRow>
    </>
  )
}
