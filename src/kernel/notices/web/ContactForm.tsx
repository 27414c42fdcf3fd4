import { useQuery } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { contactKinds, type Contacts } from '#kernel/notices/model'
import { api, asApiError, FormRow, useT } from '#kernel/ui/web'
import { useNoticeChange } from './use-notice-change.ts'

type Kind = keyof Contacts

/** Where one lets oneself be told; stored encrypted, shown masked, taken back at any time. */
export function ContactForm() {
  const t = useT()
  const { data } = useQuery({
    queryKey: ['notices', 'contacts'],
    queryFn: ({ signal }) => api.get<Contacts>('/api/notices/contacts', { signal }),
  })
  return (
    <section aria-labelledby="contacts">
      <h2 id="contacts">{t('notices.screen.contacts')}</h2>
      <p className="notice-quiet">{t('notices.screen.contacts.text')}</p>
      {data && contactKinds.map((kind) => <ContactRow key={kind} kind={kind} known={data[kind]} />)}
    </section>
  )
}

function ContactRow({ kind, known }: { kind: Kind; known: string | null }) {
  const t = useT()
  const { message } = App.useApp()
  const [typed, setTyped] = useState('')
  const act = useNoticeChange()
  const save = (value: string | null) =>
    act.mutate(
      { path: '/api/notices/contacts', body: { kind, value } },
      {
        onSuccess: () => setTyped(''),
        onError: (error) => {
          const { fields, detail } = asApiError(error)
          void message.error(fields[0]?.detail ?? detail)
        },
      },
    )
  return (
    <FormRow id={`contact-${kind}`} label={t(`notices.screen.contact.${kind}`)}>
      <span className="notice-contact">
        {known !== null && <span className="yw-number">{known}</span>}
        <Input
          id={`contact-${kind}`}
          value={typed}
          autoComplete="off"
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button disabled={typed.trim() === ''} onClick={() => save(typed.trim())}>
          {t('notices.screen.save')}
        </Button>
        {known !== null && <Button onClick={() => save(null)}>{t('notices.screen.take_back')}</Button>}
      </span>
    </FormRow>
  )
}
