import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Tree } from 'antd'
import { type Key, useState } from 'react'
import type { Organisation } from '#kernel/orgs/model'
import {
  api,
  Empty,
  ErrorState,
  Loading,
  NoPermission,
  PageHeader,
  SplitPage,
  useAddress,
  useLocale,
  useSession,
  useT,
  SearchBox,
} from '#kernel/ui/web'
import '../identity.css'
import '../messages.ts'
import { OrganisationDetail } from './OrganisationDetail.tsx'
import { type OrganisationNode, pathTo, treeOf } from './tree.ts'

function useDirectory(ended: boolean) {
  return useQuery({
    queryKey: ['organisations', 'kept', ended],
    queryFn: ({ signal }) =>
      api.get<Organisation[]>('/api/organisations', { signal, query: { ended: ended ? 'true' : null } }),
    placeholderData: keepPreviousData,
  })
}

/** For whoever may see positions and their holders. */
export function OrganisationsPage() {
  const { session } = useSession()
  return session.rights.includes('identity.read') ? <Organisations /> : <NoPermission />
}

/** The tree of organisations, each with its positions and who holds them. */
function Organisations() {
  const t = useT()
  const [address, change] = useAddress()
  const ended = address['ended'] === 'true'
  const { data, error, refetch } = useDirectory(ended)
  const open = address['open']
  return (
    <SplitPage
      onClose={() => change({ open: null })}
      head={<PageHeader title={t('identity.screen.organisations')} />}
      filters={
        <>
          <SearchBox label={t('identity.screen.organisations.search')} />
          <Checkbox
            checked={ended}
            onChange={({ target }) => change({ ended: target.checked ? 'true' : null })}
          >
            {t('identity.screen.organisations.ended')}
          </Checkbox>
        </>
      }
      beside={open !== undefined && data && <OrganisationDetail key={open} id={Number(open)} all={data} />}
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={10} />}
      {data && <OrganisationTree all={data} />}
    </SplitPage>
  )
}

function OrganisationTree({ all }: { all: readonly Organisation[] }) {
  const t = useT()
  const { session } = useSession()
  const [address, change] = useAddress()
  const { q = '', open } = address
  const own = all.filter(({ divisionCode }) =>
    session.position.divisions.some(({ code }) => divisionCode.startsWith(code)),
  )
  const nodes = treeOf(own, q)
  const found = q.trim() !== ''
  // Opened by hand on top of what a search or the address opens.
  const [opened, setOpened] = useState<Key[]>(() => [
    ...nodes.map(({ key }) => key),
    ...(open === undefined ? [] : pathTo(own, Number(open))),
  ])
  if (nodes.length === 0)
    return (
      <Empty
        title={t(found ? 'identity.screen.organisations.none_found' : 'identity.screen.organisations.none')}
        action={found && <Button onClick={() => change({ q: null })}>{t('ui.filters.clear')}</Button>}
      />
    )
  const allKeys = (list: readonly OrganisationNode[]): number[] =>
    list.flatMap(({ key, children }) => [key, ...allKeys(children)])
  return (
    <Tree<OrganisationNode>
      className="identity-tree"
      aria-label={t('identity.screen.organisations')}
      blockNode
      treeData={nodes}
      titleRender={({ organisation }) => <NodeTitle organisation={organisation} />}
      expandedKeys={found ? allKeys(nodes) : opened}
      onExpand={setOpened}
      selectedKeys={open === undefined ? [] : [Number(open)]}
      onSelect={(_, { node }) => change({ open: String(node.key) })}
    />
  )
}

function NodeTitle({ organisation }: { organisation: Organisation }) {
  const t = useT()
  const { locale } = useLocale()
  const name = locale === 'en' ? organisation.nameEn : organisation.name
  return (
    <span className={organisation.validTo === null ? undefined : 'identity-ended'}>
      {name}
      {organisation.validTo !== null && (
        <span className="yw-quiet">
          {' '}
          {t('identity.screen.organisation.closed_on', { on: organisation.validTo })}
        </span>
      )}
    </span>
  )
}
