import { useQuery } from '@tanstack/react-query'
import type { DataElement } from '#kernel/registry/model'
import {
  AppLink,
  type DataColumn,
  DataTable,
  ErrorState,
  Loading,
  PageHeader,
  SplitPage,
  useAddress,
  useLocalText,
  useRowKeys,
  useT,
} from '#kernel/ui/web'
import '../messages.ts'
import '../pages/registry.css'
import { ElementDetail } from './ElementDetail.tsx'
import { elementsQuery, elementTitle, rolesQuery } from './elements.ts'
import './messages.ts'

/** The catalogue of data elements, each with its versions beside the list. */
export function DataElementsPage() {
  const t = useT()
  const [address, change] = useAddress()
  const { data, error, refetch } = useQuery(elementsQuery)
  const columns = useColumns()
  const { open } = address
  const opened = data?.rows.find(({ code }) => code === open)
  const active = useRowKeys({
    rows: data?.rows.map(({ code }) => code) ?? [],
    open,
    onOpen: (code) => change({ open: code }),
    onClose: () => change({ open: null }),
  })
  const key = `${opened?.code} ${opened?.version}`
  return (
    <SplitPage
      onClose={() => change({ open: null })}
      head={<PageHeader title={t('registry.elements.title')} text={t('registry.elements.text')} />}
      beside={opened && data && <ElementDetail key={key} element={opened} mayChange={data.can.change} />}
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={10} />}
      {data && (
        <DataTable
          caption={t('registry.elements.title')}
          columns={columns}
          rows={data.rows}
          rowKey={({ code }) => code}
          active={active}
          open={open}
          onOpen={({ code }) => change({ open: code })}
        />
      )}
    </SplitPage>
  )
}

function useColumns(): DataColumn<DataElement>[] {
  const t = useT()
  const text = useLocalText()
  const { data: roles = [] } = useQuery(rolesQuery)
  const limit = (list: readonly string[] | null) => (list === null ? t('registry.elements.all') : list.length)
  return [
    {
      key: 'code',
      title: t('registry.elements.code'),
      width: 180,
      render: ({ code }) => <AppLink to={`/data-elements?open=${code}`}>{elementTitle(code, t)}</AppLink>,
    },
    {
      key: 'owner',
      title: t('registry.elements.owner'),
      width: 120,
      render: ({ ownerRole }) => {
        const role = roles.find(({ id }) => id === ownerRole)
        return role ? text(role.title) : ownerRole
      },
    },
    {
      key: 'class',
      title: t('registry.elements.class'),
      width: 120,
      render: ({ sensitivity }) => t(`registry.screen.sensitivity.${sensitivity}`),
    },
    {
      key: 'fresh',
      title: t('registry.elements.fresh'),
      width: 100,
      render: ({ freshDays }) =>
        freshDays === null
          ? t('registry.elements.fresh.always')
          : t('registry.elements.fresh.days', { count: freshDays }),
    },
    {
      key: 'limits',
      title: t('registry.elements.limits'),
      width: 180,
      render: ({ fillLedgers, fillRoles }) =>
        `${t('registry.elements.limits.ledgers', { what: limit(fillLedgers) })} · ${t('registry.elements.limits.roles', { what: limit(fillRoles) })}`,
    },
    {
      key: 'basis',
      title: t('registry.elements.basis'),
      width: 320,
      render: ({ legalBasis }) => legalBasis,
    },
  ]
}
