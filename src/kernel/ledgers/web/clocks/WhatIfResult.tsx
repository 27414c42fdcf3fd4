import { Button, Segmented } from 'antd'
import { type WhatIfAnswer, whatIfShown } from '#kernel/ledgers/model'
import { describeLimit } from '#kernel/time/model'
import {
  AppLink,
  type DataColumn,
  DataTable,
  DateText,
  DueText,
  Empty,
  Pager,
  useLocale,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import { Scrolled } from './Scrolled.tsx'
import type { Shown } from './WhatIfPage.tsx'

type Kind = WhatIfAnswer['kinds'][number]
type Row = WhatIfAnswer['rows'][number]
type Props = { answer: WhatIfAnswer; shown: Shown; onShow: (shown: Shown) => void }

/** Figures by kind of task, each leading to the tasks behind it. */
export function WhatIfResult({ answer, shown, onShow }: Props) {
  const t = useT()
  const { locale } = useLocale()
  const text = useLocalText()
  const figure = (task: string, show: Shown['show'], value: number) => (
    <Button type="link" size="small" onClick={() => onShow({ show, task, page: 1 })}>
      {value}
    </Button>
  )
  const columns: DataColumn<Kind>[] = [
    { key: 'task', title: t('ledgers.screen.moves.task'), render: ({ label }) => text(label) },
    {
      key: 'tried',
      title: t('ledgers.screen.what_if.tried'),
      render: ({ tried }) => describeLimit(tried, locale),
    },
    {
      key: 'counted',
      title: t('ledgers.screen.what_if.counted'),
      align: 'end',
      render: ({ task, counted }) => figure(task, 'all', counted),
    },
    {
      key: 'was',
      title: t('ledgers.screen.what_if.was_late'),
      align: 'end',
      render: ({ task, wasLate }) => figure(task, 'was_late', wasLate),
    },
    {
      key: 'would',
      title: t('ledgers.screen.what_if.would_be_late'),
      align: 'end',
      render: ({ task, wouldBeLate }) => figure(task, 'would_be_late', wouldBeLate),
    },
    {
      key: 'excluded',
      title: t('ledgers.screen.what_if.excluded'),
      align: 'end',
      render: ({ excluded }) => excluded,
    },
  ]
  return (
    <>
      <section>
        <h2>{t('ledgers.screen.what_if.result')}</h2>
        <Scrolled>
          <DataTable
            caption={t('ledgers.screen.what_if.result')}
            columns={columns}
            rows={answer.kinds}
            rowKey={({ task }) => task}
          />
        </Scrolled>
        <p>{t('ledgers.screen.what_if.excluded.text')}</p>
      </section>
      <Behind answer={answer} shown={shown} onShow={onShow} />
    </>
  )
}

function useBehindColumns(labels: ReadonlyMap<string, string>): DataColumn<Row>[] {
  const t = useT()
  return [
    {
      key: 'entry',
      title: t('ledgers.screen.moves.entry'),
      width: 220,
      render: ({ entryId, entryNo, entryTitle }) => (
        <AppLink to={`/entries/${entryId}`}>
          {entryNo} {entryTitle}
        </AppLink>
      ),
    },
    { key: 'task', title: t('ledgers.screen.moves.task'), render: ({ task }) => labels.get(task) },
    {
      key: 'started',
      title: t('ledgers.screen.what_if.started'),
      render: ({ startedAt }) => <DateText value={startedAt} withTime />,
    },
    {
      key: 'ended',
      title: t('ledgers.screen.what_if.ended'),
      render: ({ endedAt }) =>
        endedAt ? <DateText value={endedAt} withTime /> : t('ledgers.screen.what_if.not_yet'),
    },
    {
      key: 'due',
      title: t('ledgers.screen.what_if.due'),
      render: ({ dueAt }) => <DueText value={dueAt} />,
    },
    {
      key: 'tried',
      title: t('ledgers.screen.what_if.tried_due'),
      render: ({ triedDueAt }) => <DueText value={triedDueAt} />,
    },
  ]
}

function Behind({ answer: { kinds, rows, total }, shown, onShow }: Props) {
  const t = useT()
  const text = useLocalText()
  const labels = new Map(kinds.map(({ task, label }) => [task, text(label)]))
  const columns = useBehindColumns(labels)
  return (
    <section>
      <h2>{t('ledgers.screen.what_if.rows')}</h2>
      <p>
        {shown.task === undefined ? (
          t('ledgers.screen.what_if.every_task')
        ) : (
          <>
            {labels.get(shown.task)}{' '}
            <Button type="link" size="small" onClick={() => onShow({ show: shown.show, page: 1 })}>
              {t('ledgers.screen.what_if.every_task')}
            </Button>
          </>
        )}
      </p>
      <Segmented
        value={shown.show}
        options={whatIfShown.map((show) => ({ value: show, label: t(`ledgers.screen.what_if.${show}`) }))}
        onChange={(show) => onShow({ ...shown, show, page: 1 })}
      />
      {total === 0 ? (
        <Empty title={t('ledgers.screen.what_if.rows.empty')} />
      ) : (
        <Scrolled>
          <DataTable
            caption={t('ledgers.screen.what_if.rows')}
            columns={columns}
            rows={rows}
            rowKey={({ taskId }) => taskId}
          />
        </Scrolled>
      )}
      <Pager total={total} size={50} page={shown.page} onPage={(page) => onShow({ ...shown, page })} />
    </section>
  )
}
