import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Select } from 'antd'
import { useId, useState } from 'react'
import { api, asApiError, FormRow, useT } from '#kernel/ui/web'
import { type Column, columnNames, requiredColumns } from '../../model/hotline/columns.ts'
import type { SaidHeadings } from '../../model/hotline/orders.ts'
import { headingsAddress } from './queries.ts'

export type Said = SaidHeadings['headings'][number]
type HeadingsFormProps = {
  headings: readonly Said[]
  /** Whether a file waits for it; else only what is remembered changes. */
  forFile: boolean
  onSaved: () => void
  onClose: () => void
}

/** What each column of a hotline's file is: a person says it once, and it is remembered. */
export function HeadingsForm({ headings, forFile, onSaved, onClose }: HeadingsFormProps) {
  const t = useT()
  const id = useId()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [said, setSaid] = useState(headings)
  const taken = new Set(said.map(({ column }) => column))
  const missing = forFile ? requiredColumns.filter((column) => !taken.has(column)) : []
  const save = useMutation({
    mutationFn: () => api.put(headingsAddress, { headings: said }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['hotline-headings'] })
      onSaved()
    },
    onError: (error) => void message.error(asApiError(error).detail),
  })
  // A column is one heading's: said of another, it leaves the first.
  const say = (heading: string, column: Column | null) =>
    setSaid((before) =>
      before.map((one) => {
        if (one.heading === heading) return { heading, column }
        return column !== null && one.column === column ? { ...one, column: null } : one
      }),
    )
  return (
    <Drawer open title={t('hotline.mapping.title')} size="large" destroyOnHidden onClose={onClose}>
      <form
        className="yw-form"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <p>{t('hotline.mapping.text')}</p>
        {said.map(({ heading, column }, at) => (
          <FormRow key={heading} id={`${id}-${at}`} label={heading}>
            <Select<Column | ''>
              className="hotline-mapping"
              id={`${id}-${at}`}
              value={column ?? ''}
              options={[
                { value: '', label: t('hotline.mapping.ignored') },
                ...columnNames.map((value) => ({ value, label: t(`hotline.column.${value}`) })),
              ]}
              onChange={(value) => say(heading, value === '' ? null : value)}
            />
          </FormRow>
        ))}
        {missing.length > 0 && (
          <Alert
            type="warning"
            showIcon
            role="status"
            title={t('hotline.mapping.needed', {
              columns: missing
                .map((column) => t(`hotline.column.${column}`))
                .join(t('hotline.mapping.between')),
            })}
          />
        )}
        <div className="yw-form-buttons">
          <Button type="primary" htmlType="submit" disabled={missing.length > 0} loading={save.isPending}>
            {t(forFile ? 'hotline.mapping.save' : 'hotline.mapping.remember')}
          </Button>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </Drawer>
  )
}
