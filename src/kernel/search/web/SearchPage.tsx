import { useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { useEffect } from 'react'
import { DivisionSelect } from '#kernel/divisions/web'
import { type SearchAnswer, type SearchGroup, searchKinds } from '#kernel/search/model'
import {
  api,
  AppLink,
  Empty,
  ErrorState,
  Loading,
  PageHeader,
  Pager,
  SearchBox,
  SplitPage,
  stringifyAddress,
  useAddress,
  useGo,
  useLocalText,
  usePage,
  useRowKeys,
  useSession,
  useT,
} from '#kernel/ui/web'
import type { LocalText } from '#kernel/i18n/model'
import { hitKey, pathOf, searchQuery } from './hits.ts'
import { HitRow } from './HitRow.tsx'
import './messages.ts'
import { NumberResults, useWholeNumber } from './NumberResults.tsx'
import { keepRecent } from './recent.ts'
import './search.css'

const pageSize = 20
const firstOfEach = 10

/** All that was found, by kind; what narrows it stands in the address. */
export function SearchPage() {
  const t = useT()
  const { session } = useSession()
  const [address, change] = useAddress()
  const whole = useWholeNumber()
  const { q, held } = whole
  const kind = searchKinds.find((item) => item === address['kind'])
  const page = usePage()
  const { ledger, division } = address
  useEffect(() => keepRecent(session.account.id, q), [session.account.id, q])
  const narrowed = { q, ledger: kind === 'entry' ? ledger : undefined, division }
  const everything = useQuery(searchQuery({ ...narrowed, size: firstOfEach }))
  const one = useQuery({
    ...searchQuery({ ...narrowed, kind, page, size: pageSize }),
    enabled: q !== '' && kind !== undefined,
  })
  const { data, error, refetch } = kind === undefined ? everything : one
  return (
    <SplitPage
      onClose={() => change({ kind: null, page: null })}
      head={<PageHeader title={t('search.title')} />}
      filters={<Filters answer={q === '' ? undefined : everything.data} whole={whole} />}
    >
      {held.text !== '' && <NumberResults whole={whole} />}
      {q === '' && held.text === '' && <Empty title={t('search.page.empty')} text={t('search.hint')} />}
      {q !== '' && error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {q !== '' && !error && !data && <Loading lines={10} />}
      {q !== '' && data && <Results key={`${q} ${kind}`} answer={data} q={q} single={kind !== undefined} />}
    </SplitPage>
  )
}

type FiltersProps = { answer: SearchAnswer | undefined; whole: ReturnType<typeof useWholeNumber> }

function Filters({ answer, whole }: FiltersProps) {
  const t = useT()
  const [address, change] = useAddress()
  const { session } = useSession()
  const kind = searchKinds.find((item) => item === address['kind']) ?? 'everything'
  const counted = (group: SearchGroup | undefined) =>
    group && group.count > 0 ? ` ${group.more ? `${group.count}+` : group.count}` : ''
  return (
    <>
      <SearchBox
        label={t('search.placeholder')}
        held={whole.held}
        onEnter={(text) => {
          if (whole.held.take(text) && whole.allowed) whole.lookUp.mutate(text)
        }}
      />
      <Segmented
        aria-label={t('search.page.kind')}
        value={kind}
        options={[
          { value: 'everything', label: t('search.page.everything') },
          ...searchKinds.map((value) => ({
            value,
            label: `${t(`search.kind.${value}`)}${counted(answer?.groups.find((group) => group.kind === value))}`,
          })),
        ]}
        onChange={(next) => change({ kind: next === 'everything' ? null : next, page: null, ledger: null })}
      />
      {kind === 'entry' && <LedgerSelect />}
      <div style={{ width: 200 }}>
        <DivisionSelect
          label={t('search.page.division')}
          allowClear
          within={session.position.divisions.map(({ code }) => code)}
          value={address['division'] ?? null}
          onChange={(division) => change({ division, page: null })}
        />
      </div>
    </>
  )
}

function LedgerSelect() {
  const t = useT()
  const text = useLocalText()
  const [address, change] = useAddress()
  const { data = [] } = useQuery({
    queryKey: ['ledgers'],
    queryFn: ({ signal }) => api.get<{ id: string; title: LocalText }[]>('/api/ledgers', { signal }),
  })
  return (
    <Select
      aria-label={t('search.page.ledger')}
      placeholder={t('search.page.ledger')}
      allowClear
      style={{ width: 200 }}
      value={address['ledger'] ?? null}
      options={data.map(({ id, title }) => ({ value: id, label: text(title) }))}
      onChange={(ledger) => change({ ledger, page: null })}
    />
  )
}

function Results({ answer, q, single }: { answer: SearchAnswer; q: string; single: boolean }) {
  const t = useT()
  const go = useGo()
  const { session } = useSession()
  const groups = answer.groups.filter(({ count }) => count > 0)
  const hits = groups.flatMap(({ rows }) => rows)
  const pathFor = (key: string) => {
    const hit = hits.find((item) => hitKey(item) === key)
    return hit && pathOf(hit, session.rights)
  }
  const active = useRowKeys({
    rows: hits.map(hitKey),
    open: undefined,
    onOpen: (key) => {
      const path = pathFor(key)
      if (path !== undefined) go(path)
    },
    onClose: () => undefined,
  })
  if (groups.length === 0) return <Empty title={t('search.none', { q })} text={t('search.none.text')} />
  return (
    <div className="search-results">
      {groups.map((group) => (
        <Group key={group.kind} group={group} active={active} single={single} />
      ))}
    </div>
  )
}

type GroupProps = { group: SearchGroup; active: string | undefined; single: boolean }

function Group({ group, active, single }: GroupProps) {
  const t = useT()
  const { session } = useSession()
  const [address] = useAddress()
  const { kind, count, more, rows } = group
  const title = t(`search.kind.${kind}`)
  return (
    <section aria-label={title}>
      <div className="yw-split-bar">
        <h2>{title}</h2>
        <span role="status">{t(more ? 'search.page.total.more' : 'search.page.total', { count })}</span>
        {single && <Pager total={count} size={pageSize} />}
      </div>
      <ul>
        {rows.map((hit) => (
          <HitRow
            key={hitKey(hit)}
            hit={hit}
            path={pathOf(hit, session.rights)}
            active={hitKey(hit) === active}
          />
        ))}
      </ul>
      {!single && count > rows.length && (
        <AppLink className="search-all" to={`/search${stringifyAddress({ ...address, kind })}`}>
          {t(more ? 'search.all.more' : 'search.all', { count, kind: title })}
        </AppLink>
      )}
      {single && more && <p className="search-hint">{t('search.more', { count })}</p>}
    </section>
  )
}
