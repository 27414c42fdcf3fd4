import { DeleteOutlined, StarOutlined } from '@ant-design/icons'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Popover } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { api, asApiError, stringifyAddress, AppLink, useAddress, useT } from '#kernel/ui/web'
import { viewOf } from './list-address.ts'

type View = { id: string; name: string; query: Record<string, string> }

/** Filters, order and columns under a name; each view is a link. */
export function ViewsMenu({ ledger, path }: { ledger: string; path: string }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const content = (
    <div className="views-menu">
      <ViewList ledger={ledger} path={path} onFollow={() => setOpen(false)} />
      <SaveView ledger={ledger} />
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen} content={content}>
      <Button icon={<StarOutlined />}>{t('ledgers.screen.views')}</Button>
    </Popover>
  )
}

function viewsQuery(ledger: string) {
  return queryOptions({
    queryKey: ['ledger', ledger, 'views'],
    queryFn: ({ signal }) => api.get<View[]>(`/api/ledgers/${ledger}/views`, { signal }),
  })
}

function ViewList({ ledger, path, onFollow }: { ledger: string; path: string; onFollow: () => void }) {
  const t = useT()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { data: views } = useQuery(viewsQuery(ledger))
  const remove = useMutation({
    mutationFn: (id: string) => api.del(`/api/ledgers/${ledger}/views/${id}`),
    onSuccess: () => client.invalidateQueries(viewsQuery(ledger)),
    onError: (error) => void message.error(asApiError(error).detail),
  })
  if (views?.length === 0) return <p className="entry-quiet">{t('ledgers.screen.views.none')}</p>
  return (
    <ul>
      {views?.map((view) => (
        <li key={view.id}>
          <AppLink to={`${path}${stringifyAddress(view.query)}`} onClick={onFollow}>
            {view.name}
          </AppLink>
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('ledgers.screen.views.delete', { name: view.name })}
            onClick={() => remove.mutate(view.id)}
          />
        </li>
      ))}
    </ul>
  )
}

function SaveView({ ledger }: { ledger: string }) {
  const t = useT()
  const id = useId()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [address] = useAddress()
  const [name, setName] = useState('')
  const save = useMutation({
    mutationFn: () =>
      api.post<View>(`/api/ledgers/${ledger}/views`, { name: name.trim(), query: viewOf(address) }),
    onSuccess: (view) => {
      setName('')
      void message.success(t('ledgers.screen.views.saved', { name: view.name }))
      return client.invalidateQueries(viewsQuery(ledger))
    },
    onError: (error) => void message.error(asApiError(error).detail),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <label htmlFor={id}>{t('ledgers.screen.views.save')}</label>
      <div>
        <Input
          id={id}
          maxLength={60}
          placeholder={t('ledgers.screen.views.name')}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Button htmlType="submit" loading={save.isPending} disabled={name.trim() === ''}>
          {t('ledgers.screen.views.submit')}
        </Button>
      </div>
    </form>
  )
}
