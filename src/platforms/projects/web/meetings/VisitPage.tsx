import { App, Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { FilesInput } from '#kernel/files/web'
import { useEntry } from '#kernel/ledgers/web'
import { todayInShanghai } from '#kernel/ui/model'
import {
  DateInput,
  ErrorState,
  ErrorSummary,
  FormRow,
  Loading,
  PageHeader,
  useGo,
  useProblems,
  useRouteParam,
  useT,
} from '#kernel/ui/web'
import type { VisitReport } from '../../model/meetings/visit-report.ts'
import { problemKinds } from '../../model/problem-ledger.ts'
import { projectAddress } from '../addresses.ts'
import './meetings.css'
import './messages.ts'
import { useVisit } from './queries.ts'
import { VisitPlace } from './VisitPlace.tsx'

type Problem = NonNullable<VisitReport['problems']>[number]

/** A visit on the phone: what was seen, a photo, where, what is wrong, when again. */
export default function VisitPage() {
  const t = useT()
  const id = useRouteParam('id')
  const { data, error, refetch } = useEntry(id)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={6} />
  return (
    <div className="visit-page">
      <PageHeader title={t('projects.visit.action.register')} text={data.title} />
      <VisitForm projectId={id} />
    </div>
  )
}

/** What is said of the visit, and how it is sent. */
function useVisitReport(projectId: string) {
  const t = useT()
  const go = useGo()
  const { message } = App.useApp()
  const found = useProblems()
  const visit = useVisit(projectId)
  const today = todayInShanghai(new Date())
  const [report, setReport] = useState<VisitReport>({ seen: '', visitedOn: today })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const problems = (report.problems ?? []).filter(({ title }) => title.trim() !== '')
    const missing =
      report.seen.trim() === '' ? [{ field: 'seen', text: t('projects.visits.seen_missing') }] : []
    if (!found.check(missing)) return
    visit.mutate(
      { ...report, problems },
      {
        onSuccess: () => {
          void message.success(t('projects.visits.recorded', { count: problems.length }))
          go(projectAddress(projectId))
        },
        onError: (fault) => void found.refuse(fault),
      },
    )
  }
  const set = (part: Partial<VisitReport>) => {
    for (const name of Object.keys(part)) found.forget(name)
    setReport((before) => ({ ...before, ...part }))
  }
  return { report, set, submit, found, today, sending: visit.isPending }
}

const idOf = (name: string) => `visit-${name}`

function VisitForm({ projectId }: { projectId: string }) {
  const t = useT()
  const { report, set, submit, found, today, sending } = useVisitReport(projectId)
  return (
    <form className="visit-form" onSubmit={submit} noValidate>
      <ErrorSummary problems={found.problems} general={found.general} idOf={idOf} />
      <FormRow id={idOf('seen')} label={t('projects.visit.field.seen')} problem={found.problemOf('seen')}>
        <Input.TextArea
          id={idOf('seen')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={400}
          value={report.seen}
          onChange={({ target }) => set({ seen: target.value })}
        />
      </FormRow>
      <FormRow id={idOf('photos')} label={t('projects.visit.field.photos')} optional>
        <FilesInput
          id={idOf('photos')}
          field={`visit.${projectId}`}
          value={report.photos ?? []}
          onChange={(photos) => set({ photos })}
        />
      </FormRow>
      <VisitPlace report={report} onChange={set} />
      <VisitProblems problems={report.problems ?? []} onChange={(problems) => set({ problems })} />
      <FormRow id={idOf('demands')} label={t('projects.visit.field.demands')} optional>
        <Input.TextArea
          id={idOf('demands')}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={2000}
          value={report.demands ?? ''}
          onChange={({ target }) => set({ demands: target.value || null })}
        />
      </FormRow>
      <VisitDays report={report} today={today} problemOf={found.problemOf} onChange={set} />
      <div className="visit-send">
        <Button type="primary" size="large" htmlType="submit" loading={sending}>
          {t('projects.visit.action.register')}
        </Button>
      </div>
    </form>
  )
}

type DaysProps = {
  report: VisitReport
  today: string
  problemOf: (name: string) => string | undefined
  onChange: (part: Partial<VisitReport>) => void
}

function VisitDays({ report, today, problemOf, onChange }: DaysProps) {
  const t = useT()
  return (
    <div className="visit-days">
      <FormRow
        id={idOf('visitedOn')}
        label={t('projects.visit.field.visitedOn')}
        problem={problemOf('visitedOn')}
      >
        <DateInput
          id={idOf('visitedOn')}
          value={report.visitedOn}
          max={today}
          onChange={(visitedOn) => onChange({ visitedOn: visitedOn ?? today })}
        />
      </FormRow>
      <FormRow
        id={idOf('nextOn')}
        label={t('projects.visit.field.nextOn')}
        optional
        problem={problemOf('nextOn')}
      >
        <DateInput
          id={idOf('nextOn')}
          value={report.nextOn ?? null}
          onChange={(nextOn) => onChange({ nextOn })}
        />
      </FormRow>
    </div>
  )
}

type ProblemsProps = { problems: readonly Problem[]; onChange: (problems: Problem[]) => void }

/** Problems found on the way: each is registered with the visit and goes to whom it concerns. */
function VisitProblems({ problems, onChange }: ProblemsProps) {
  const t = useT()
  const change = (at: number, part: Partial<Problem>) =>
    onChange(problems.map((problem, index) => (index === at ? { ...problem, ...part } : problem)))
  return (
    <fieldset className="visit-problems">
      <legend>{t('projects.visits.problems')}</legend>
      {problems.map((problem, index) => (
        <div key={index}>
          <Input
            aria-label={t('projects.problem.field.title')}
            placeholder={t('projects.problem.field.title')}
            maxLength={400}
            value={problem.title}
            onChange={({ target }) => change(index, { title: target.value })}
          />
          <Select
            aria-label={t('projects.problem.field.kind')}
            value={problem.kind}
            options={problemKinds.map((value) => ({ value, label: t(`projects.problem.kind.${value}`) }))}
            onChange={(kind) => change(index, { kind })}
          />
          <Button onClick={() => onChange(problems.filter((_, other) => other !== index))}>
            {t('projects.visits.remove')}
          </Button>
        </div>
      ))}
      <Button onClick={() => onChange([...problems, { title: '', kind: 'other' }])}>
        {t('projects.visits.add_problem')}
      </Button>
    </fieldset>
  )
}
