import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { EntryAnswer, EntryRow } from '#kernel/ledgers/model'
import { entriesQuery, RegisterForm, useLedger } from '#kernel/ledgers/web'
import { formatDue } from '#kernel/ui/model'
import { AppLink, ErrorState, Light, Loading, useGo, useLocalText, useT } from '#kernel/ui/web'
import { problemAddress } from './addresses.ts'

const shownMax = 50

/** The problems of a project with their lights, and the form that registers another. */
export function ProjectProblems({ entry }: { entry: EntryAnswer }) {
  const t = useT()
  const go = useGo()
  const [registers, setRegisters] = useState(false)
  const asOf = entry.asOf ?? undefined
  const problems = useQuery(
    entriesQuery('problem', { 'f.project': entry.id, sort: '-openedAt', size: shownMax, asOf }),
  )
  const mayRegister = entry.asOf === null && problems.data?.can.register === true
  return (
    <section className="entry-section">
      <div className="project-head">
        <h2>
          {t('projects.problem.ledger')}{' '}
          {problems.data && <span className="yw-number">{problems.data.total}</span>}
        </h2>
        {mayRegister && (
          <Button size="small" type="primary" onClick={() => setRegisters(true)}>
            {t('projects.problem.action.register')}
          </Button>
        )}
      </div>
      {problems.error && <ErrorState error={problems.error} onRetry={() => void problems.refetch()} />}
      {!problems.data && !problems.error && <Loading lines={2} />}
      {problems.data?.total === 0 && <p className="project-quiet">{t('projects.page.no_problems')}</p>}
      <ul className="project-problems">
        {problems.data?.rows.map((row) => (
          <ProblemItem key={row.id} row={row} asOf={asOf} />
        ))}
      </ul>
      <Drawer
        open={registers}
        size={560}
        title={t('projects.problem.action.register')}
        onClose={() => setRegisters(false)}
        destroyOnHidden
      >
        <RegisterForm
          ledger="problem"
          initial={{ project: entry.id }}
          initialDivision={entry.divisionCode}
          onDone={(registered) => go(problemAddress(registered.id))}
          onCancel={() => setRegisters(false)}
        />
      </Drawer>
    </section>
  )
}

function ProblemItem({ row, asOf }: { row: EntryRow; asOf: string | undefined }) {
  const text = useLocalText()
  const { data: ledger } = useLedger('problem')
  const stage = ledger?.stages.find(({ id }) => id === row.stage)
  return (
    <li>
      <AppLink to={problemAddress(row.id, asOf)}>{row.title}</AppLink>
      <span>{stage ? text(stage.label) : row.stage}</span>
      <span>{row.organisation && text(row.organisation.name)}</span>
      <span>{row.light && row.dueAt && <Light light={row.light} text={formatDue(row.dueAt)} />}</span>
    </li>
  )
}
