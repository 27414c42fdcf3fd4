import { useQuery } from '@tanstack/react-query'
import { Radio, Select } from 'antd'
import type { LocalText } from '#kernel/i18n/model'
import { api, FormRow, useLocalText, useT } from '#kernel/ui/web'
import type { PositionContent } from './PositionFields.tsx'

type LedgerScopeProps = {
  content: PositionContent
  idOf: (field: string) => string
  problem: string | undefined
  onChange: (change: Partial<PositionContent>) => void
}

/** In which ledgers a position acts, and up to which class it reads. */
export function LedgerScope({ content, idOf, problem, onChange }: LedgerScopeProps) {
  const t = useT()
  const text = useLocalText()
  const { data } = useQuery({
    queryKey: ['ledgers'],
    queryFn: ({ signal }) => api.get<{ id: string; title: LocalText }[]>('/api/ledgers', { signal }),
  })
  return (
    <>
      <FormRow id={idOf('chosen')} label={t('identity.screen.position.chosen')} problem={problem}>
        <Radio.Group
          value={content.scope}
          options={[
            { value: 'all', label: t('identity.screen.position.ledgers.all') },
            { value: 'some', label: t('identity.screen.position.ledgers.some') },
          ]}
          onChange={({ target }) => onChange({ scope: target.value as PositionContent['scope'] })}
        />
        <Select
          id={idOf('chosen')}
          aria-label={t('identity.screen.position.chosen')}
          mode="multiple"
          disabled={content.scope === 'all'}
          style={{ width: '100%', marginTop: 8 }}
          value={content.ledgers}
          options={(data ?? []).map(({ id, title }) => ({ value: id, label: text(title) }))}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(ledgers: string[]) => onChange({ ledgers })}
        />
      </FormRow>
      <FormRow id={idOf('sensitivity')} label={t('identity.screen.position.sensitivity')}>
        <Select
          id={idOf('sensitivity')}
          aria-label={t('identity.screen.position.sensitivity')}
          style={{ width: '100%' }}
          value={content.sensitivity}
          options={[0, 1, 2, 3].map((value) => ({
            value,
            label: t(`identity.screen.sensitivity.${value}`),
          }))}
          onChange={(sensitivity: number) => onChange({ sensitivity })}
        />
      </FormRow>
    </>
  )
}
