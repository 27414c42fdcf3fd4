import { DownloadOutlined, SendOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { api, asApiError, UploadButton, useClientKey, useT } from '#kernel/ui/web'
import '../../model/hotline/messages.ts'
import type { HeadingsFound, Imported } from '../../model/hotline/orders.ts'
import { HeadingsForm, type Said } from './HeadingsForm.tsx'
import {
  batchAddress,
  headingsAddress,
  headingsQuery,
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
      <KnownHeadings />
      <ImportButton />
      <ReturnButton />
    </div>
  )
}

function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['entries', 'hotline_order'] })
}

type Asking = { file: File; headings: readonly Said[] }

/** A file is taken in at once where its headings are known; else a person says what they are. */
function useImport() {
  const { message } = App.useApp()
  const refresh = useRefresh()
  const [asking, setAsking] = useState<Asking>()
  const refused = (error: unknown) => void message.error(asApiError(error).detail)
  const take = useMutation({
    mutationFn: (file: File) =>
      api.post<Imported>(importAddress, undefined, { query: { name: file.name }, raw: file }),
    onSuccess: () => refresh(),
    onError: refused,
  })
  const look = useMutation({
    mutationFn: (file: File) =>
      api.post<HeadingsFound>(headingsAddress, undefined, { query: { name: file.name }, raw: file }),
    onSuccess: ({ headings, missing, unknown }, file) =>
      missing.length === 0 && unknown.length === 0 ? take.mutate(file) : setAsking({ file, headings }),
    onError: refused,
  })
  return { take, look, asking, setAsking }
}

/** What was said of headings can be said otherwise. */
function KnownHeadings() {
  const t = useT()
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery(headingsQuery)
  if (!data || data.length === 0) return null
  return (
    <>
      <Button type="link" onClick={() => setOpen(true)}>
        {t('hotline.mapping.title')}
      </Button>
      {isOpen && (
        <HeadingsForm
          headings={data}
          forFile={false}
          onSaved={() => setOpen(false)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

function ImportButton() {
  const t = useT()
  const { take, look, asking, setAsking } = useImport()
  const { data } = take
  return (
    <>
      <UploadButton
        label={t('hotline.import')}
        pending={look.isPending || take.isPending}
        onFile={(file) => look.mutate(file)}
      />
      {asking && (
        <HeadingsForm
          forFile
          headings={asking.headings}
          onClose={() => setAsking(undefined)}
          onSaved={() => {
            take.mutate(asking.file)
            setAsking(undefined)
          }}
        />
      )}
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
