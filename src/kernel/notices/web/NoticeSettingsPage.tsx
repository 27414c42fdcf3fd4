import { useQuery } from '@tanstack/react-query'
import { App, Button, Radio } from 'antd'
import { useState } from 'react'
import type { NoticeSetting } from '#kernel/notices/model'
import { api, asApiError, ErrorState, FormRow, Loading, PageHeader, useT } from '#kernel/ui/web'
import { ContactForm } from './ContactForm.tsx'
import './messages.ts'
import './notices.css'
import { useNoticeChange } from './use-notice-change.ts'

/** How one wants to be told. */
export function NoticeSettingsPage() {
  const t = useT()
  const { data, error, refetch } = useQuery({
    queryKey: ['notices', 'settings'],
    queryFn: ({ signal }) => api.get<NoticeSetting>('/api/notices/settings', { signal }),
  })
  return (
    <>
      <PageHeader title={t('notices.screen.settings')} />
      <div className="notices notice-settings">
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data && <SettingForm initial={data} />}
        <ContactForm />
      </div>
    </>
  )
}

const minutesIn = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
const timeOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

function SettingForm({ initial }: { initial: NoticeSetting }) {
  const t = useT()
  const { message } = App.useApp()
  const [typed, setTyped] = useState(initial)
  const act = useNoticeChange()
  const choose = (quiet: NoticeSetting['quiet']) =>
    setTyped({
      ...typed,
      quiet,
      quietFrom: quiet === 'hours' ? (typed.quietFrom ?? 18 * 60) : null,
      quietTo: quiet === 'hours' ? (typed.quietTo ?? 8 * 60) : null,
    })
  const save = () =>
    act.mutate(
      { path: '/api/notices/settings', body: typed },
      {
        onSuccess: () => void message.success(t('notices.screen.saved')),
        onError: (error) => void message.error(asApiError(error).detail),
      },
    )
  return (
    <>
      <FormRow id="digest" label={t('notices.screen.digest')} hint={t('notices.screen.digest.hint')}>
        <Radio.Group
          id="digest"
          value={typed.digest}
          options={(['none', 'daily', 'weekly'] as const).map((value) => ({
            value,
            label: t(`notices.screen.digest.${value}`),
          }))}
          onChange={({ target }) => setTyped({ ...typed, digest: target.value as NoticeSetting['digest'] })}
        />
      </FormRow>
      <FormRow id="quiet" label={t('notices.screen.quiet')} hint={t('notices.screen.quiet.hint')}>
        <Radio.Group
          id="quiet"
          value={typed.quiet}
          options={(['none', 'off_duty', 'hours'] as const).map((value) => ({
            value,
            label: t(`notices.screen.quiet.${value}`),
          }))}
          onChange={({ target }) => choose(target.value as NoticeSetting['quiet'])}
        />
      </FormRow>
      {typed.quiet === 'hours' && (
        <p className="notice-hours">
          {(['quietFrom', 'quietTo'] as const).map((end) => (
            <label key={end}>
              {t(`notices.screen.${end}`)}{' '}
              <input
                type="time"
                value={timeOf(typed[end] ?? 0)}
                onChange={({ target }) =>
                  target.value !== '' && setTyped({ ...typed, [end]: minutesIn(target.value) })
                }
              />
            </label>
          ))}
        </p>
      )}
      <Button type="primary" loading={act.isPending} onClick={save}>
        {t('notices.screen.save')}
      </Button>
    </>
  )
}
