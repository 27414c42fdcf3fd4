import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useDivisionName } from '#kernel/divisions/web'
import {
  AppLink,
  DateText,
  type DataColumn,
  DataTable,
  Empty,
  ErrorState,
  Loading,
  PageHeader,
  useAddress,
  useT,
} from '#kernel/ui/web'
import {
  type CoverageAnswer,
  type CoverageDimension,
  type CoverageFigure,
  type CoverageGroup,
  countCoverage,
  coverageDimensions,
  judge,
  type JudgedRow,
  loadsOf,
  type PersonLoad,
} from '../../model/meetings/coverage.ts'
import { teamRoles } from '../../model/meetings/team-rule.ts'
import { serviceRuleAddress } from '../addresses.ts'
import { CoverageRows } from './CoverageRows.tsx'
import { addressOf, filterOf, isFiltered } from './coverage-address.ts'
import { HandOver, inPerson } from './HandOver.tsx'
import './meetings.css'
import './messages.ts'
import { coverageQuery } from './queries.ts'

/** 全覆盖: which projects lack whom, by the district's rule; every number opens its projects. */
export default function CoveragePage() {
  const t = useT()
  const { data, error, refetch } = useQuery(coverageQuery)
  return (
    <>
      <PageHeader title={t('projects.coverage.title')} text={data && <RuleLine answer={data} />} />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={8} />}
      {data?.rows.length === 0 && <Empty title={t('projects.coverage.none')} />}
      {data && data.rows.length > 0 && <Coverage answer={data} />}
    </>
  )
}

/** The rule by which everything on the page is judged, in a line, and where it is read and set. */
function RuleLine({ answer: { rules } }: { answer: CoverageAnswer }) {
  const t = useT()
  const nameOf = useDivisionName()
  return (
    <span className="coverage-rules">
      {Object.entries(rules).map(([district, rule]) => (
        <AppLink key={district} to={serviceRuleAddress(district)}>
          {t('projects.coverage.rule', {
            district: nameOf(district),
            lines: rule.roles.length,
            days: rule.visitEveryDays,
          })}
        </AppLink>
      ))}
    </span>
  )
}

function Coverage({ answer }: { answer: CoverageAnswer }) {
  const t = useT()
  const [address, change] = useAddress()
  const by = coverageDimensions.find((one) => one === address['group']) ?? 'township'
  const rows = answer.rows.map((row) => judge(row, answer.rules, answer.today))
  const filter = filterOf(address)
  const people = address['view'] === 'people'
  return (
    <div className="coverage">
      <div className="coverage-bar">
        <Segmented
          aria-label={t('projects.coverage.view')}
          value={people ? 'people' : 'board'}
          options={[
            { value: 'board', label: t('projects.coverage.board') },
            { value: 'people', label: t('projects.coverage.people') },
          ]}
          onChange={(view) => change({ view: view === 'people' ? view : null })}
        />
        {!people && (
          <Segmented
            aria-label={t('projects.coverage.group')}
            value={by}
            options={coverageDimensions.map((value) => ({
              value,
              label: t(`projects.coverage.by.${value}`),
            }))}
            onChange={(group) => change({ group })}
          />
        )}
      </div>
      {people ? (
        <Loads answer={answer} rows={rows} onOpen={(figure) => change(addressOf(figure.filter))} />
      ) : (
        <Board answer={answer} rows={rows} by={by} onOpen={(figure) => change(addressOf(figure.filter))} />
      )}
      {isFiltered(filter) && (
        <CoverageRows answer={answer} rows={rows} filter={filter} onClose={() => change(addressOf({}))} />
      )}
    </div>
  )
}

type FigureProps = { figure: CoverageFigure; label: string; onOpen: (figure: CoverageFigure) => void }

/** A number that opens what it counts; none opens nothing. */
function Figure({ figure, label, onOpen }: FigureProps) {
  if (figure.count === 0) return <span className="yw-quiet">0</span>
  return (
    <button type="button" className="coverage-figure" aria-label={label} onClick={() => onOpen(figure)}>
      {figure.count}
    </button>
  )
}

type BoardProps = {
  answer: CoverageAnswer
  rows: readonly JudgedRow[]
  by: CoverageDimension
  onOpen: (figure: CoverageFigure) => void
}

function Board({ answer, rows, by, onOpen }: BoardProps) {
  const t = useT()
  const { all, groups } = countCoverage(rows, by)
  const nameOf = useGroupName(answer, by)
  const figuresOf = (group: CoverageGroup): [string, CoverageFigure][] => [
    [t('projects.coverage.projects'), group.projects],
    [t('projects.coverage.covered'), group.covered],
    [t('projects.coverage.lacking'), group.lacking],
    ...teamRoles.map((role): [string, CoverageFigure] => [t(`projects.field.${role}`), group.roles[role]]),
    [t('projects.coverage.unknown'), group.unknown],
    [t('projects.coverage.unvisited'), group.unvisited],
  ]
  const line = (group: CoverageGroup, name: string) => (
    <tr key={group.key ?? '*'}>
      <th scope="row">{name}</th>
      {figuresOf(group).map(([label, figure]) => (
        <td key={label} className="yw-number">
          <Figure figure={figure} label={`${name} ${label} ${figure.count}`} onOpen={onOpen} />
        </td>
      ))}
    </tr>
  )
  return (
    <div className="coverage-scroll">
      <table className="coverage-table">
        <caption className="yw-visually-hidden">{t('projects.coverage.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`projects.coverage.by.${by}`)}</th>
            {figuresOf(all).map(([label], index) => (
              <th key={label} scope="col" data-lacking={index > 2 && index < 10 ? '' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {line(all, t('projects.coverage.all'))}
          {groups.map((group) => line(group, nameOf(group.key ?? '')))}
        </tbody>
      </table>
      <p className="yw-quiet">{t('projects.coverage.how')}</p>
    </div>
  )
}

function useGroupName({ divisions, organisations }: CoverageAnswer, by: CoverageDimension) {
  const t = useT()
  return (key: string): string => {
    if (key === '') return t('projects.coverage.no_park')
    if (by === 'township') return divisions[key] ?? key
    if (by === 'organisation') return organisations[key] ?? `#${key}`
    if (by === 'stage') return t(`projects.stage.${key}`)
    return by === 'category' ? t(`projects.category.${key}`) : key
  }
}

type LoadsProps = Omit<BoardProps, 'by'>

/** What each person carries, and where somebody's projects go when they leave. */
function Loads({ answer, rows, onOpen }: LoadsProps) {
  const t = useT()
  // Who has handed everything over is in the list no more: what is being done stands by itself.
  const [leaving, setLeaving] = useState<PersonLoad | null>(null)
  const loads = loadsOf(rows, answer.visits)
  const columns = useLoadColumns({ answer, rows, onOpen, onLeave: setLeaving })
  if (loads.length === 0 && !leaving) return <Empty title={t('projects.coverage.nobody')} />
  return (
    <>
      <DataTable
        caption={t('projects.coverage.people')}
        columns={columns}
        rows={loads}
        rowKey={({ accountId }) => String(accountId)}
      />
      {leaving && (
        <HandOver
          accountId={leaving.accountId}
          name={accountName(answer, leaving)}
          rows={rows}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  )
}

const accountName = ({ accounts }: CoverageAnswer, { accountId }: PersonLoad) =>
  accounts[String(accountId)] ?? `#${accountId}`

type ColumnProps = LoadsProps & { onLeave: (load: PersonLoad) => void }

function useLoadColumns({ answer, rows, onOpen, onLeave }: ColumnProps): DataColumn<PersonLoad>[] {
  const t = useT()
  const nameOf = (load: PersonLoad) => accountName(answer, load)
  return [
    { key: 'name', title: t('projects.coverage.person'), width: 200, render: nameOf },
    {
      key: 'projects',
      title: t('projects.coverage.projects'),
      width: 90,
      align: 'end',
      render: (load) => (
        <Figure
          figure={load.projects}
          label={`${nameOf(load)} ${t('projects.coverage.projects')}`}
          onOpen={onOpen}
        />
      ),
    },
    {
      key: 'roles',
      title: t('projects.coverage.roles'),
      width: 320,
      render: ({ roles }) =>
        teamRoles
          .flatMap((role) => (roles[role] ? [`${t(`projects.field.${role}`)} ${roles[role]}`] : []))
          .join(' · '),
    },
    {
      key: 'last',
      title: t('projects.coverage.last_visit'),
      width: 120,
      render: ({ lastVisitOn }) =>
        lastVisitOn === null ? t('projects.coverage.never') : <DateText value={lastVisitOn} />,
    },
    {
      key: 'unvisited',
      title: t('projects.coverage.unvisited'),
      width: 120,
      align: 'end',
      render: (load) => (
        <Figure
          figure={load.unvisited}
          label={`${nameOf(load)} ${t('projects.coverage.unvisited')}`}
          onOpen={onOpen}
        />
      ),
    },
    {
      key: 'hand',
      title: t('projects.coverage.hand_over'),
      width: 120,
      render: (load) =>
        answer.can.appoint &&
        rows.some((row) => inPerson(row, load.accountId).length > 0) && (
          <Button size="small" onClick={() => onLeave(load)}>
            {t('projects.coverage.hand_over')}
          </Button>
        ),
    },
  ]
}
