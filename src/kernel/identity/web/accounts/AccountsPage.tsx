import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { type Account, AccountState as State } from '#kernel/identity/model'
import { OrganisationSelect } from '#kernel/orgs/web'
import { formatDate } from '#kernel/ui/model'
import {
  AppLink,
  type DataColumn,
  NoPermission,
  PageHeader,
  RecordList,
  SearchBox,
  SplitPage,
  stringifyAddress,
  useAddress,
  usePage,
  useSession,
  useT,
} from '#kernel/ui/web'
import '../messages.ts'
import { accountPageSize, accountsQuery } from '../queries.ts'
import { AccountDetail } from './AccountDetail.tsx'
import { AccountForm } from './AccountForm.tsx'
import { AccountState } from './AccountState.tsx'
import { OneTimePassword } from './OneTimePassword.tsx'

function useColumns(): DataColumn<Account>[] {
  const t = useT()
  const [address] = useAddress()
  return [
    {
      key: 'name',
      title: t('identity.screen.account.name'),
      width: 160,
      render: ({ id, name }) => (
        <AppLink to={`/accounts${stringifyAddress({ ...address, open: id })}`}>{name}</AppLink>
      ),
    },
    {
      key: 'loginName',
      title: t('identity.screen.account.login_name'),
      render: ({ loginName }) => loginName,
    },
    {
      key: 'state',
      title: t('identity.screen.account.state'),
      width: 100,
      render: (account) => <AccountState account={account} />,
    },
    {
      key: 'organisation',
      title: t('identity.screen.organisation'),
      width: 180,
      render: ({ organisation }) => organisation,
    },
    {
      key: 'positions',
      title: t('identity.screen.appointments'),
      width: 220,
      render: ({ positions }) =>
        positions.length === 0
          ? t('identity.screen.appointments.none')
          : positions.map(({ title }) => title).join(t('identity.screen.comma')),
    },
    {
      key: 'lastSignInAt',
      title: t('identity.screen.account.last_sign_in'),
      render: ({ lastSignInAt }) => (
        <span className="yw-number">
          {lastSignInAt === null ? t('identity.screen.account.never') : formatDate(lastSignInAt, true)}
        </span>
      ),
    },
  ]
}

/** For whoever may see accounts at all. */
export function AccountsPage() {
  const { session } = useSession()
  return session.rights.includes('identity.read') ? <Accounts /> : <NoPermission />
}

/** The accounts of one's divisions: found, opened beside the list, and kept by who may. */
function Accounts() {
  const t = useT()
  const { session } = useSession()
  const [address, change] = useAddress()
  const [creating, setCreating] = useState(false)
  const [made, setMade] = useState<{ loginName: string; password: string }>()
  const open = address['open']
  const onDone = ({ id, loginName }: Account, password?: string) => {
    setCreating(false)
    change({ open: String(id) })
    if (password !== undefined) setMade({ loginName, password })
  }
  return (
    <>
      <SplitPage
        onClose={() => change({ open: null })}
        head={
          <PageHeader
            title={t('identity.screen.accounts')}
            actions={
              session.rights.includes('identity.manage') && (
                <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
                  {t('identity.screen.account.new')}
                </Button>
              )
            }
          />
        }
        filters={<AccountFilters />}
        beside={open !== undefined && <AccountDetail key={open} id={open} />}
      >
        <AccountList />
      </SplitPage>
      {creating && <AccountForm onClose={() => setCreating(false)} onDone={onDone} />}
      {made && <OneTimePassword {...made} onClose={() => setMade(undefined)} />}
    </>
  )
}

function AccountFilters() {
  const t = useT()
  const [address, change] = useAddress()
  return (
    <>
      <SearchBox label={t('identity.screen.accounts.search')} />
      <div style={{ width: 240 }}>
        <OrganisationSelect
          label={t('identity.screen.organisation')}
          allowClear
          value={address['organisation'] === undefined ? null : Number(address['organisation'])}
          onChange={(organisation) => change({ organisation, page: null })}
        />
      </div>
      <Select
        aria-label={t('identity.screen.account.state')}
        placeholder={t('identity.screen.account.state')}
        allowClear
        style={{ width: 140 }}
        value={address['state'] ?? null}
        options={State.options.map((value) => ({ value, label: t(`identity.screen.state.${value}`) }))}
        onChange={(state: string | undefined) => change({ state, page: null })}
      />
    </>
  )
}

function AccountList() {
  const t = useT()
  const [{ q, organisation, state }] = useAddress()
  const asked = { q, organisation, state, page: usePage(), size: accountPageSize }
  return (
    <RecordList
      query={useQuery(accountsQuery(asked))}
      size={accountPageSize}
      caption={t('identity.screen.accounts')}
      columns={useColumns()}
      rowKey={({ id }) => String(id)}
      filters={['q', 'organisation', 'state']}
      none={t('identity.screen.accounts.none')}
      noneFound={t('identity.screen.accounts.none_found')}
      total={({ total }) => t('identity.screen.total', { count: total })}
      opens
    />
  )
}
