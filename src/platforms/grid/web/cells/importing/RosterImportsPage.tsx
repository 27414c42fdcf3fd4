import { useQuery } from '@tanstack/react-query'
import { App, Checkbox } from 'antd'
import { useState } from 'react'
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
import type { RosterImport } from '../../../model/cells/importing/plan.ts'
import { rosterRight } from '../../../model/cells/people/people.ts'
import '../cells.css'
import '../messages.ts'
import { rosterImportsQuery, useUploadRoster } from './imports.ts'
import { RosterSheet } from './RosterSheet.tsx'

/** For whoever plans who serves where: rosters from a workbook, and the one that is open. */
export default function RosterImportsPage() {
  const { session } = useSession()
  return session.rights.includes(rosterRight) ? <RosterImports /> : <NoPermission />
}

function useColumns(): DataColumn<RosterImport>[] {
  const t = useT()
  const number = (of: keyof RosterImport['counts']): DataColumn<RosterImport> => ({
    key: of,
    title: t(`cells.import.${of}`),
    width: 80,
    align: 'end',
    render: ({ counts }) => <span className="yw-number">{counts[of] ?? 0}</span>,
  })
  return [
    {
      key: 'file',
      title: t('cells.import.file'),
      width: 240,
      render: ({ id, fileName }) => <AppLink to={`/grid/cells/import?open=${id}`}>{fileName}</AppLink>,
    },
    {
      key: 'state',
      title: t('cells.import.state'),
      width: 120,
      render: ({ state }) => t(`cells.import.state.${state}`),
    },
    number('adds'),
    number('ends'),
    number('refused'),
    {
      key: 'at',
      title: t('cells.import.at'),
      width: 150,
      render: ({ createdAt }) => <span className="yw-number">{formatDate(createdAt, true)}</span>,
    },
  ]
}

function RosterImports() {
  const t = useT()
  const [{ open }, change] = useAddress()
  const columns = useColumns()
  const answer = useQuery(rosterImportsQuery)
  return (
    <SplitPage
      onClose={() => change({ open: null })}
      head={
        <PageHeader
          title={t('cells.import.title')}
          text={t('cells.import.text')}
          actions={<Upload onUploaded={(id) => change({ open: id })} />}
        />
      }
      beside={open !== undefined && <RosterSheet key={open} id={open} />}
    >
      <AnswerTable
        answer={answer}
        empty={{ title: t('cells.import.none'), text: t('cells.import.none.text') }}
        caption={t('cells.import.title')}
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
  const { session } = useSession()
  const [replaces, setReplaces] = useState(false)
  const { mutate, isPending } = useUploadRoster(replaces)
  return (
    <div className="cells-upload">
      <Checkbox checked={replaces} onChange={({ target }) => setReplaces(target.checked)}>
        {t('cells.import.replaces')}
      </Checkbox>
      {session.rights.includes('ledgers.export') && (
        <a href="/api/grid/cells.xlsx" download>
          {t('cells.import.template')}
        </a>
      )}
      <UploadButton
        isMain
        label={t('cells.import.choose')}
        pending={isPending}
        onFile={(file) =>
          mutate(file, {
            onSuccess: ({ id }) => onUploaded(id),
            onError: (error) => void message.error(asApiError(error).detail),
          })
        }
      />
    </div>
  )
}
