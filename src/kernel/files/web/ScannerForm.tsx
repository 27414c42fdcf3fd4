import { useMutation } from '@tanstack/react-query'
import { App, Button, Input, Radio, Switch } from 'antd'
import { useState } from 'react'
import type { FileKeeping, ScanState } from '#kernel/files/model'
import { formatNumber } from '#kernel/ui/model'
import { api, asApiError, FormRow, useLocale, useT } from '#kernel/ui/web'
import { useKeepingChange } from './keeping-queries.ts'

const states: readonly ScanState[] = ['clean', 'waiting', 'infected', 'not_scanned']

/** The antivirus daemon of this machine: on or off, where, and what happens while it is down. */
export function ScannerForm({ keeping: { scanner, scans } }: { keeping: FileKeeping }) {
  const t = useT()
  const { locale } = useLocale()
  const { message } = App.useApp()
  const [typed, setTyped] = useState(scanner)
  const save = useKeepingChange('put', '/api/files-keeping/scanner')
  const trial = useMutation({
    mutationFn: () => api.post<{ works: boolean }>('/api/files-keeping/scanner/trial'),
    onSuccess: ({ works }) =>
      works
        ? void message.success(t('files.screen.scanner.works'))
        : void message.error(t('files.screen.scanner.silent')),
    onError: (error) => void message.error(asApiError(error).detail),
  })
  const problem =
    save.error === null
      ? undefined
      : asApiError(save.error).fields.find(({ path }) => path.endsWith('address'))?.detail
  const onError = (error: unknown) => {
    const { fields, detail } = asApiError(error)
    if (fields.length === 0) void message.error(detail)
  }
  return (
    <section aria-labelledby="files-scanner">
      <h2 id="files-scanner">{t('files.screen.scanner')}</h2>
      <p className="files-quiet">
        {states.map((state) => (
          <span key={state}>
            {t(`files.screen.scan.${state}`)}{' '}
            <b className="yw-number">{formatNumber(scans[state], locale)}</b>
          </span>
        ))}
      </p>
      <FormRow id="scanner-on" label={t('files.screen.scanner.on')}>
        <Switch id="scanner-on" checked={typed.on} onChange={(on) => setTyped({ ...typed, on })} />
      </FormRow>
      <FormRow
        id="scanner-address"
        label={t('files.screen.scanner.address')}
        hint={t('files.screen.scanner.address.help')}
        problem={problem}
      >
        <Input
          id="scanner-address"
          value={typed.address}
          onChange={({ target }) => setTyped({ ...typed, address: target.value })}
        />
      </FormRow>
      <FormRow id="scanner-down" label={t('files.screen.scanner.down')}>
        <Radio.Group
          id="scanner-down"
          value={typed.whenDown}
          options={[
            { value: 'wait', label: t('files.screen.scanner.wait') },
            { value: 'refuse', label: t('files.screen.scanner.refuse') },
          ]}
          onChange={({ target }) => setTyped({ ...typed, whenDown: target.value as 'wait' | 'refuse' })}
        />
      </FormRow>
      <p className="files-actions">
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate(typed, { onError })}>
          {t('files.screen.save')}
        </Button>
        <Button loading={trial.isPending} onClick={() => trial.mutate()}>
          {t('files.screen.scanner.trial')}
        </Button>
      </p>
    </section>
  )
}
