import { DownloadOutlined, SendOutlined, UploadOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useRef, useState } from 'react'
import { api, asApiError, useClientKey, useT } from '#kernel/ui/web'
import '../../model/hotline/messages.ts'
import type { Imported } from '../../model/hotline/orders.ts'
import {
  batchAddress,
  importAddress,
  refusedAddress,
  returnAddress,
  templateAddress,
  waitingQuery,
} from './queries.ts'

/** Files of orders in, files of answers out. */
export function OrderExchange() {
  const t = useT()
  return (
    <div className="hotline-exchange">
      <a href={templateAddress} download>
        {t('hotline.import.template')}
      </a>
      <ImportButton />
      <ReturnButton />
    </div>
  )
}

function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['entries', 'hotline_order'] })
}

function ImportButton() {
  const t = useT()
  const { message } = App.useApp()
  const input = useRef<HTMLInputElement>(null)
  const refresh = useRefresh()
  const { mutate, isPending, data } = useMutation({
    mutationFn: (file: File) =>
      api.post<Imported>(importAddress, undefined, { query: { name: file.name }, raw: file }),
    onSuccess: () => refresh(),
    onError: (error) => void message.error(asApiError(error).detail),
  })
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.csv"
        hidden
        aria-label={t('hotline.import')}
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (file) mutate(file)
          // The same file can be chosen again.
          target.value = ''
        }}
      />
      <Button icon={<UploadOutlined />} loading={isPending} onClick={() => input.current?.click()}>
        {t('hotline.import')}
      </Button>
      {data && (
        <span role="status">
          {t('hotline.import.done', { added: data.added, known: data.known, refused: data.refused.length })}{' '}
          {data.refused.length > 0 && (
            <a href={refusedAddress(data.id)} download>
              {t('hotline.import.refused')}
            </a>
          )}
        </span>
      )}
    </>
  )
}

function ReturnButton() {
  const t = useT()
  const { message } = App.useApp()
  const { keyFor, done } = useClientKey()
  const refresh = useRefresh()
  const { data } = useQuery(waitingQuery)
  const [given, setGiven] = useState<{ batch: string; orders: number }>()
  const { mutate, isPending } = useMutation({
    mutationFn: () =>
      api.post<{ batch: string; orders: number }>(returnAddress, undefined, {
        clientKey: keyFor(returnAddress),
      }),
    onSuccess: (batch) => {
      done()
      setGiven(batch)
      return refresh()
    },
    onError: (error) => void message.error(asApiError(error).detail),
  })
  const waiting = data?.waiting ?? 0
  return (
    <>
      <Button
        type="primary"
        icon={<SendOutlined />}
        disabled={waiting === 0}
        loading={isPending}
        onClick={() => mutate()}
      >
        {t('hotline.return', { count: waiting })}
      </Button>
      {given && (
        <span role="status">
          {t('hotline.returned', { count: given.orders })}{' '}
          <a href={batchAddress(given.batch)} download>
            <DownloadOutlined /> {t('hotline.return.last')}
          </a>
        </span>
      )}
    </>
  )
}
