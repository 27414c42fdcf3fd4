import { useQuery } from '@tanstack/react-query'
import type { SettledBelow, SettledBelowPage } from '#kernel/offline/model'
import { formatDate } from '#kernel/ui/model'
import {
  api,
  AnswerTable,
  AppLink,
  type DataColumn,
  PageHeader,
  Pager,
  SplitPage,
  usePage,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import '../../model/field/messages.ts'
import './messages.ts'

const size = 20

/** Who of one's people settled which conflict of a phone, when and how. */
export default function SettledPage() {
  const t = useT()
  const page = usePage()
  const columns = useColumns()
  const answer = useQuery({
    queryKey: ['grid', 'settled', page],
    queryFn: ({ signal }) =>
      api.get<SettledBelowPage>('/api/grid/settled-conflicts', { signal, query: { page, size } }),
  })
  return (
    <SplitPage
      onClose={() => undefined}
      head={<PageHeader title={t('cells.settled.title')} text={t('cells.settled.text')} />}
    >
      <AnswerTable
        answer={answer}
        empty={{ title: t('cells.settled.none') }}
        caption={t('cells.settled.title')}
        columns={columns}
        rowKey={({ settledAt, effectiveAt, by }) => `${settledAt}/${effectiveAt}/${by}`}
      />
      {answer.data && answer.data.total > 0 && <Pager total={answer.data.total} size={size} />}
    </SplitPage>
  )
}

function useColumns(): DataColumn<SettledBelow>[] {
  const t = useT()
  const text = useLocalText()
  return [
    {
      key: 'what',
      title: t('cells.settled.what'),
      width: 260,
      render: ({ entry, ledger, action }) => (
        <>
          {entry ? (
            <AppLink to={`/entries/${entry.id}`}>
              <span className="yw-number">{entry.no}</span> {entry.title}
            </AppLink>
          ) : (
            ledger && text(ledger)
          )}{' '}
          <span className="yw-quiet">
            {typeof action === 'string' ? t(`cells.settled.told.${action}`) : text(action)}
          </span>
        </>
      ),
    },
    { key: 'reason', title: t('cells.settled.reason'), width: 260, render: ({ reason }) => reason },
    {
      key: 'how',
      title: t('cells.settled.how'),
      width: 220,
      render: ({ how, note }) => (
        <>
          {t(`cells.settled.${how}`)} {note !== null && <span className="yw-quiet">{note}</span>}
        </>
      ),
    },
    {
      key: 'by',
      title: t('cells.settled.by'),
      width: 240,
      render: ({ by, settledAt, effectiveAt }) => (
        <>
          {by} <span className="yw-number">{formatDate(settledAt, true)}</span>{' '}
          <span className="yw-quiet">
            {t('cells.settled.done_at', { at: formatDate(effectiveAt, true) })}
          </span>
        </>
      ),
    },
  ]
}
