import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import type { Import } from '#kernel/registry/model'
import { formatDate } from '#kernel/ui/model'
import {
  AnswerTable,
  AppLink,
  asApiError,
  type DataColumn,
  NoPermission,
  PageHeader,
  SplitPage,
  UploadButton,
  useAddress,
  useSession,
  useT,
} from '#kernel/ui/web'
import { importsQuery, useUploadList } from './imports.ts'
import './imports.css'
import { ImportSheet } from './ImportSheet.tsx'
import './messages.ts'

/** For whoever may import: one's own lists, and the one that is open. */
export function ImportsPage() {
  const { session } = useSession()
  return session.rights.includes('registry.import') ? <Imports /> : <NoPermission />
}

function useColumns(): DataColumn<Import>[] {
  const t = useT()
  return [
    {
      key: 'file',
      title: t('registry.imports.file'),
      width: 240,
      render: ({ id, fileName }) => <AppLink to={`/imports?open=${id}`}>{fileName}</AppLink>,
    },
    {
      key: 'rows',
      title: t('registry.imports.rows'),
      width: 90,
      align: 'end',
      render: ({ rows }) => <span className="yw-number">{rows}</span>,
    },
    {
      key: 'state',
      title: t('registry.duplicates.state'),
      width: 140,
      render: ({ state }) => t(`registry.imports.state.${state}`),
    },
    {
      key: 'persons',
      title: t('registry.imports.persons'),
      width: 100,
      align: 'end',
      render: ({ state, report }) => (
        <span className="yw-number">{state === 'done' ? (report?.persons ?? '') : ''}</span>
      ),
    },
    {
      key: 'at',
      title: t('registry.imports.at'),
      width: 150,
      render: ({ createdAt }) => <span className="yw-number">{formatDate(createdAt, true)}</span>,
    },
  ]
}

function Imports() {
  const t = useT()
  const [address, change] = useAddress()
  const columns = useColumns()
  const { open } = address
  const answer = useQuery(importsQuery())
  return (
    <SplitPage
      onClose={() => change({ open: null })}
      head={
        <PageHeader
          title={t('registry.imports.title')}
          text={t('registry.imports.text')}
          actions={<Upload onUploaded={(id) => change({ open: id })} />}
        />
      }
      beside={open !== undefined && <ImportSheet key={open} id={open} />}
    >
      <AnswerTable
        answer={answer}
        empty={{ title: t('registry.imports.none'), text: t('registry.imports.none.text') }}
        caption={t('registry.imports.title')}
        columns={columns}
        rowKey={({ id }) => id}
        open={open}
        onOpen={({ id }) => change({ open: id })}
      />
    </SplitPage>
  )
}

function Upload({ onUploaded }: { onUploaded: (id: string) => void }) {
  const t = useT()
  const { message } = App.useApp()
  const { mutate, isPending } = useUploadList()
  return (
    <UploadButton
      isMain
      label={t('registry.imports.choose')}
      pending={isPending}
      onFile={(file) =>
        mutate(file, {
          onSuccess: ({ id }) => onUploaded(id),
          onError: (error) => void message.error(asApiError(error).detail),
        })
      }
    />
  )
}
