import { useQuery } from '@tanstack/react-query'
import { Checkbox, Segmented } from 'antd'
import { useLive } from '#kernel/ui/web'
import {
  AppLink,
  type DataColumn,
  DataTable,
  Empty,
  ErrorState,
  Loading,
  PageHeader,
  useAddress,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import type { ApprovalBoard, BoardRow } from '../../model/procedures/panel-answers.ts'
import { lanes } from '../../model/procedures/template.ts'
import { projectAddress } from '../addresses.ts'
import { ApprovalClock } from './ApprovalClock.tsx'
import './procedures.css'
import { boardQuery } from './queries.ts'

const shows = ['ready', 'running', 'paused', 'late'] as const
type Shown = (typeof shows)[number]

const rules: Record<Shown, (row: BoardRow) => boolean> = {
  ready: (row) => row.state === 'ready',
  running: (row) => row.state === 'running',
  paused: (row) => row.approval !== null && row.approval.paused !== null,
  late: (row) => row.approval?.light === 'red',
}

/** 并联审批 over all projects in sight: what can start, what runs, what is late, by lane; every number opens. */
export default function ApprovalBoardPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(boardQuery)
  useLive((message) => {
    if (message.type === 'entry' && (message.ledger === 'approval' || message.ledger === 'project'))
      void refetch()
  })
  return (
    <>
      <PageHeader title={t('projects.board.title')} text={t('projects.board.text')} />
      <div className="procedure-page">
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading lines={6} />}
        {data && <Board board={data} />}
      </div>
    </>
  )
}

function Board({ board }: { board: ApprovalBoard }) {
  const t = useT()
  const [address, change] = useAddress()
  const mine = address['mine'] === '1'
  const lane = lanes.find((known) => known === address['lane'])
  const show = shows.find((known) => known === address['show'])
  const own = board.rows.filter(({ organisationId }) => !mine || organisationId === board.own)
  const rows = own.filter((row) => (!lane || row.lane === lane) && (!show || rules[show](row)))
  return (
    <>
      <div className="procedure-filters">
        <Checkbox
          checked={mine}
          onChange={(event) => change({ mine: event.target.checked ? '1' : undefined })}
        >
          {t('projects.board.mine')}
        </Checkbox>
        <span className="project-quiet">
          {t('projects.board.projects', {
            projects: board.projects,
            without: board.without,
            waiting: board.waiting,
            done: board.done,
          })}
        </span>
      </div>
      <Numbers rows={own} lane={lane} show={show} />
      <Segmented
        aria-label={t('projects.field.lane')}
        value={lane ?? 'all'}
        options={['all', ...lanes].map((value) => ({
          value,
          label: value === 'all' ? t('projects.board.all_lanes') : t(`projects.lane.${value}`),
        }))}
        onChange={(value) => change({ lane: value === 'all' ? undefined : value })}
      />
      {rows.length === 0 ? (
        <Empty
          title={t('projects.board.none')}
          text={board.projects === 0 ? t('projects.board.no_template') : undefined}
        />
      ) : (
        <Rows rows={rows} />
      )}
    </>
  )
}

type NumbersProps = { rows: readonly BoardRow[]; lane: string | undefined; show: Shown | undefined }

/** How many of each kind in each lane; a number shows its rows below, and once more shows all. */
function Numbers({ rows, lane, show }: NumbersProps) {
  const t = useT()
  const [, change] = useAddress()
  const cell = (row: Shown, of: string | undefined) => {
    const count = rows.filter((one) => rules[row](one) && (of === undefined || one.lane === of)).length
    const on = show === row && lane === of
    return (
      <button
        type="button"
        className="procedure-number"
        aria-pressed={on}
        onClick={() => change(on ? { show: undefined, lane: undefined } : { show: row, lane: of })}
      >
        {count}
      </button>
    )
  }
  return (
    <table className="procedure-numbers">
      <caption className="yw-visually-hidden">{t('projects.board.numbers')}</caption>
      <thead>
        <tr>
          <td />
          {lanes.map((one) => (
            <th key={one} scope="col">
              {t(`projects.lane.${one}`)}
            </th>
          ))}
          <th scope="col">{t('projects.board.all_lanes')}</th>
        </tr>
      </thead>
      <tbody>
        {shows.map((row) => (
          <tr key={row}>
            <th scope="row">{t(`projects.board.${row}`)}</th>
            {lanes.map((one) => (
              <td key={one}>{cell(row, one)}</td>
            ))}
            <td>{cell(row, undefined)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Rows({ rows }: { rows: readonly BoardRow[] }) {
  const t = useT()
  const text = useLocalText()
  const columns: DataColumn<BoardRow>[] = [
    {
      key: 'procedure',
      title: t('projects.board.procedure'),
      width: 240,
      render: ({ approval, name }) =>
        approval ? <AppLink to={`/entries/${approval.entryId}`}>{text(name)}</AppLink> : text(name),
    },
    {
      key: 'project',
      title: t('projects.approval.field.project'),
      width: 260,
      render: ({ projectId, projectName }) =>
        projectName === '' ? (
          t('projects.board.unseen')
        ) : (
          <AppLink to={projectAddress(projectId)}>{projectName}</AppLink>
        ),
    },
    {
      key: 'lane',
      title: t('projects.field.lane'),
      width: 100,
      render: ({ lane }) => t(`projects.lane.${lane}`),
    },
    {
      key: 'organisation',
      title: t('projects.board.organisation'),
      width: 200,
      render: ({ organisation }) => organisation || t('projects.board.nobody'),
    },
    {
      key: 'standing',
      title: t('projects.board.standing'),
      width: 280,
      render: ({ approval }) =>
        approval ? (
          <span className="procedure-standing">
            <ApprovalClock approval={approval} />
          </span>
        ) : (
          t('projects.board.ready')
        ),
    },
    {
      key: 'phase',
      title: t('projects.approval.field.phase'),
      width: 140,
      render: ({ phase }) => (phase ? t(`projects.phase.${phase}`) : ''),
    },
  ]
  return (
    <div className="procedure-table">
      <DataTable
        caption={t('projects.board.title')}
        columns={columns}
        rows={rows}
        rowKey={({ projectId, code, approval }) => approval?.entryId ?? `${projectId} ${code}`}
      />
    </div>
  )
}
