import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Amount, AppLink, type DataColumn, DataTable, DateText, useT } from '#kernel/ui/web'
import {
  type CoverageAnswer,
  type CoverageFilter,
  type JudgedRow,
  rowsBehind,
} from '../../model/meetings/coverage.ts'
import { teamRoles } from '../../model/meetings/team-rule.ts'
import { projectAddress, visitAddress } from '../addresses.ts'
import { Appoint } from './Appoint.tsx'

type Props = {
  answer: CoverageAnswer
  rows: readonly JudgedRow[]
  filter: CoverageFilter
  onClose: () => void
}

/** The projects behind a number: who lacks, when it was visited; several are given somebody at once. */
export function CoverageRows({ answer, rows, filter, onClose }: Props) {
  const t = useT()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  // Who was appointed lacks nobody any more and leaves the list: what is being done stands by itself.
  const [appointing, setAppointing] = useState<readonly JudgedRow[] | null>(null)
  const behind = rowsBehind(filter, rows)
  const section = useRef<HTMLElement>(null)
  const asked = JSON.stringify(filter)
  useEffect(() => section.current?.scrollIntoView({ block: 'nearest' }), [asked])
  const taken = behind.filter(({ id }) => chosen.has(id))
  return (
    <section ref={section} className="coverage-rows" aria-label={t('projects.coverage.behind')}>
      <div className="meeting-head">
        <h2>
          {t('projects.coverage.behind')} <span className="yw-number">{behind.length}</span>
        </h2>
        {answer.can.appoint && taken.length > 0 && (
          <Button size="small" type="primary" onClick={() => setAppointing(taken)}>
            {t('projects.coverage.appoint', { count: taken.length })}
          </Button>
        )}
        <Button size="small" onClick={onClose}>
          {t('ui.close')}
        </Button>
      </div>
      <div className="coverage-scroll">
        <DataTable
          caption={t('projects.coverage.behind')}
          columns={useColumns(answer)}
          rows={behind}
          rowKey={({ id }) => id}
          choosing={
            answer.can.appoint
              ? { chosen, onChoose: setChosen, nameOf: ({ name }: JudgedRow) => name }
              : undefined
          }
        />
      </div>
      {appointing && (
        <Appoint
          rows={appointing}
          role={filter.role}
          onClose={() => {
            setAppointing(null)
            setChosen(new Set())
          }}
        />
      )}
    </section>
  )
}

function useColumns(answer: CoverageAnswer): DataColumn<JudgedRow>[] {
  const t = useT()
  const nameOf = (id: number) => (id === 0 ? '' : (answer.accounts[String(id)] ?? `#${id}`))
  return [
    {
      key: 'name',
      title: t('projects.field.name'),
      width: 240,
      render: ({ id, name }) => <AppLink to={projectAddress(id)}>{name}</AppLink>,
    },
    {
      key: 'stage',
      title: t('projects.coverage.by.stage'),
      width: 100,
      render: ({ stage }) => t(`projects.stage.${stage}`),
    },
    {
      key: 'investment',
      title: t('projects.field.investmentFen'),
      width: 120,
      align: 'end',
      render: ({ investmentFen }) => <Amount fen={investmentFen} />,
    },
    {
      key: 'lacking',
      title: t('projects.coverage.lacks'),
      width: 260,
      render: ({ roles }) =>
        teamRoles
          .flatMap((role) => (roles[role] === 'lacking' ? [t(`projects.field.${role}`)] : []))
          .join(' · '),
    },
    {
      key: 'unknown',
      title: t('projects.coverage.unknown'),
      width: 180,
      render: ({ roles }) =>
        teamRoles
          .flatMap((role) => (roles[role] === 'unknown' ? [t(`projects.field.${role}`)] : []))
          .join(' · '),
    },
    {
      key: 'steward',
      title: t('projects.field.firstSteward'),
      width: 140,
      render: ({ people }) => (people.firstSteward ?? []).map(nameOf).join(' '),
    },
    {
      key: 'visit',
      title: t('projects.coverage.last_visit'),
      width: 160,
      render: ({ id, lastVisitOn, unvisitedDays, visit }) => (
        <AppLink to={visitAddress(id)}>
          {lastVisitOn === null ? (
            t('projects.coverage.never')
          ) : (
            <>
              <DateText value={lastVisitOn} />{' '}
              {visit === 'overdue' && t('projects.coverage.days', { days: unvisitedDays ?? 0 })}
            </>
          )}
        </AppLink>
      ),
    },
  ]
}
