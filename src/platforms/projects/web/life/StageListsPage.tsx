import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { api, AppLink, ErrorState, Loading, PageHeader, useAddress, useT } from '#kernel/ui/web'
import { type StageListAnswer, type StageListRow, stageLists } from '../../model/life/stage-lists.ts'
import { projectAddress } from '../addresses.ts'
import '../projects.css'
import './life.css'

/** 分类跟踪: the four lists, each row with its people, what it waits for and what it still needs. */
export default function StageListsPage() {
  const t = useT()
  const [{ list, asOf }, change] = useAddress()
  const shown = stageLists.find((one) => one === list) ?? 'started'
  const { data, error, refetch } = useQuery({
    queryKey: ['projects', 'stage-lists', asOf ?? 'now'],
    queryFn: ({ signal }) =>
      api.get<StageListAnswer>('/api/projects/stage-lists', { signal, query: { asOf } }),
  })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={8} />
  const rowsOf = (one: (typeof stageLists)[number]) => data.rows.filter(({ lists }) => lists.includes(one))
  const undated = data.rows.filter((row) => row.undated)
  const rows = rowsOf(shown)
  return (
    <>
      <PageHeader
        title={t('projects.lists.title')}
        text={t('projects.lists.text', { day: data.day })}
        actions={<AppLink to="/ledgers/factor_request">{t('projects.lists.all_needs')}</AppLink>}
      />
      <div className="life-page">
        <div className="life-tabs">
          <Segmented
            aria-label={t('projects.lists.title')}
            value={shown}
            options={stageLists.map((one) => ({
              value: one,
              label: `${t(`projects.lists.${one}`)} ${rowsOf(one).length}`,
            }))}
            onChange={(one) => change({ list: one })}
          />
        </div>
        <p className="project-quiet">{t(`projects.lists.rule.${shown}`)}</p>
        {rows.length === 0 ? <p>{t('projects.lists.none')}</p> : <ListTable list={shown} rows={rows} />}
        {(shown === 'started' || shown === 'restarted') && undated.length > 0 && (
          <details>
            <summary>{t('projects.lists.undated', { count: undated.length })}</summary>
            <ul className="life-documents">
              {undated.map(({ id, name }) => (
                <li key={id}>
                  <AppLink to={projectAddress(id)}>{name}</AppLink>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </>
  )
}

function ListTable({ list, rows }: { list: string; rows: readonly StageListRow[] }) {
  const t = useT()
  const heads = ['project', 'since', 'people', 'problems', 'needs']
  return (
    <div className="life-scroll">
      <table className="life-table">
        <caption className="yw-visually-hidden">{t(`projects.lists.${list}`)}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`projects.lists.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ListRow key={row.id} list={list} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ListRow({ list, row }: { list: string; row: StageListRow }) {
  const t = useT()
  const nobody = t('projects.lists.nobody')
  return (
    <tr>
      <th scope="row">
        <AppLink to={projectAddress(row.id)}>{row.name}</AppLink>
        {row.gate === 'overridden' && <strong> {t('projects.gate.overridden_mark')}</strong>}
      </th>
      <td>
        <Since list={list} row={row} />
      </td>
      <td>
        {row.steward ?? nobody} / {row.sponsor ?? nobody}
      </td>
      <td className="yw-number">
        <AppLink to={`/ledgers/problem?f.project=${row.id}&open=true`}>{row.openProblems}</AppLink>
      </td>
      <td>
        <ul className="life-documents">
          {row.factors.map(({ id, title, factor, neededBy, overdue }) => (
            <li key={id}>
              <AppLink to={`/entries/${id}`}>
                {t(`projects.factor.kind.${factor}`)} · {title}
              </AppLink>
              <span className={overdue ? 'life-wrong' : 'project-quiet'}>
                {t('projects.lists.needed_by', { day: neededBy })}
                {overdue && ` ${t('projects.pool.overdue')}`}
              </span>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  )
}

function Since({ list, row }: { list: string; row: StageListRow }) {
  const t = useT()
  if (list === 'started') return <time dateTime={row.brokeGroundOn ?? ''}>{row.brokeGroundOn}</time>
  if (list === 'restarted') return <time dateTime={row.restartedOn ?? ''}>{row.restartedOn}</time>
  if (list === 'near_production')
    return (
      <>
        {t(`projects.stage.${row.stage}`)}
        {row.productionDue && ` · ${t('projects.lists.due')} ${row.productionDue}`}
      </>
    )
  if (row.waitingDays === null) return <>{t('projects.lists.waiting_unknown')}</>
  return (
    <>
      {row.signedOn} · {t('projects.lists.waiting', { days: row.waitingDays })}
    </>
  )
}
