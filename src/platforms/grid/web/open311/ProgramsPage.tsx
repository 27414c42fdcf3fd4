import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm } from 'antd'
import { type Program, programUses } from '../../model/open311/program.ts'
import '../../model/programs/messages.ts'
import { useDivisionName } from '#kernel/divisions/web'
import {
  api,
  asApiError,
  type DataColumn,
  DataTable,
  Empty,
  ErrorState,
  Loading,
  NoPermission,
  PageHeader,
  useSession,
  useT,
} from '#kernel/ui/web'
import { IssueButton } from './IssueForm.tsx'

const programsQuery = queryOptions({
  queryKey: ['grid', 'programs'],
  queryFn: ({ signal }) => api.get<{ programs: Program[] }>('/api/grid/programs', { signal }),
})

/** 接入程序: who manages keys issues and revokes them here. */
export default function ProgramsPage() {
  const { session } = useSession()
  return session.rights.includes('programs.manage') ? <Programs /> : <NoPermission />
}

function Programs() {
  const t = useT()
  const columns = useColumns()
  const { data, error, refetch } = useQuery(programsQuery)
  return (
    <>
      <PageHeader title={t('programs.title')} text={t('programs.text')} actions={<IssueButton />} />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={4} />}
      {data?.programs.length === 0 && <Empty title={t('programs.none')} />}
      {data && data.programs.length > 0 && (
        <DataTable
          caption={t('programs.title')}
          columns={columns}
          rows={data.programs}
          rowKey={({ id }) => id}
        />
      )}
    </>
  )
}

function useColumns(): DataColumn<Program>[] {
  const t = useT()
  const nameOf = useDivisionName()
  return [
    { key: 'name', title: t('programs.name'), width: 160, render: ({ name }) => name },
    { key: 'contact', title: t('programs.contact'), width: 140, render: ({ contact }) => contact },
    {
      key: 'uses',
      title: t('programs.uses'),
      width: 160,
      render: ({ uses }) =>
        programUses
          .filter((use) => uses.includes(use))
          .map((use) => t(`programs.use.${use}`))
          .join(t('programs.and')),
    },
    {
      key: 'division',
      title: t('programs.divisionCode'),
      width: 100,
      render: ({ divisionCode }) => nameOf(divisionCode),
    },
    {
      key: 'today',
      title: t('programs.today'),
      width: 100,
      align: 'end',
      render: ({ takenToday, perDay }) => <span className="yw-number">{`${takenToday} / ${perDay}`}</span>,
    },
    {
      key: 'state',
      title: t('programs.state'),
      width: 200,
      render: (program) => <ProgramState {...program} />,
    },
  ]
}

function ProgramState({ id, tokenHint, revokedAt, revokedBy }: Program) {
  const t = useT()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.del(`/api/grid/programs/${id}`),
    onSuccess: () => client.invalidateQueries(programsQuery),
    onError: (error) => void message.error(asApiError(error).detail),
  })
  if (revokedAt !== null) return <span>{t('programs.revoked', { name: revokedBy ?? '' })}</span>
  return (
    <span>
      {t('programs.active', { hint: tokenHint })}{' '}
      <Popconfirm title={t('programs.revoke.sure')} okText={t('programs.revoke')} onConfirm={() => mutate()}>
        <Button size="small" danger loading={isPending}>
          {t('programs.revoke')}
        </Button>
      </Popconfirm>
    </span>
  )
}
