import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { EntryAnswer } from '#kernel/ledgers/model'
import { AppLink, asApiError, ErrorState, Loading, useLocalText, useT } from '#kernel/ui/web'
import type { ProcedurePanel as Panel } from '../../model/procedures/panel-answers.ts'
import type { Progress, ProgressState } from '../../model/procedures/progress.ts'
import { ApplyTemplate } from './ApplyTemplate.tsx'
import { ProgressRow } from './ProgressRow.tsx'
import './procedures.css'
import { panelQuery, useStart } from './queries.ts'
import { RecordDone } from './RecordDone.tsx'

const groups: readonly ProgressState[] = ['ready', 'running', 'waiting', 'done']

/** 并联审批: what of a project can start today, what runs, what waits for what, and what is done by which document. */
export function ProcedurePanel({ entry }: { entry: EntryAnswer }) {
  const t = useT()
  const { data, error, refetch } = useQuery(panelQuery(entry.id, entry.seq))
  // What was read stays, with what was chosen in it, while reading it again fails.
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={5} />
  if (!data.applied)
    return data.can.apply ? <ApplyTemplate panel={data} label={t('projects.panel.apply')} /> : null
  return <Applied panel={data} entry={entry} />
}

function Applied({ panel, entry }: { panel: Panel; entry: EntryAnswer }) {
  const t = useT()
  const text = useLocalText()
  const { applied } = panel
  if (!applied) return null
  const { template, lane, newer } = applied
  const version = { version: template.version }
  return (
    <>
      <p className="procedure-applied">
        <AppLink to={`/projects/procedure-templates/${template.code}?version=${template.version}`}>
          {text(template.title)} {t('projects.panel.version', version)}
        </AppLink>
        <span className="procedure-lane" data-lane={lane}>
          {t(`projects.lane.${lane}`)}
        </span>
        {panel.can.apply && <ApplyTemplate panel={panel} label={t('projects.panel.change')} quiet />}
      </p>
      {newer && (
        <Alert
          type="info"
          title={t('projects.panel.newer', { version: newer.version })}
          action={
            panel.can.apply && <ApplyTemplate panel={panel} label={t('projects.panel.take_over')} quiet />
          }
        />
      )}
      <Groups panel={panel} entry={entry} />
      {panel.others.length > 0 && (
        <p className="project-quiet">
          {t('projects.panel.others')}
          {panel.others
            .map(({ name, done }) => name + (done ? t('projects.panel.other_done') : ''))
            .join('、')}
        </p>
      )}
    </>
  )
}

function Groups({ panel, entry }: { panel: Panel; entry: EntryAnswer }) {
  const t = useT()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const of = (state: ProgressState) => panel.procedures.filter((one) => one.state === state)
  const mayRecord = entry.can['record_procedures'] === true
  const choose = (code: string, on: boolean) =>
    setChosen((before) => {
      const next = new Set(before)
      if (on) next.add(code)
      else next.delete(code)
      return next
    })
  return groups.map((state) => {
    const rows = of(state)
    if (rows.length === 0 && state !== 'ready') return null
    return (
      <section key={state} className="procedure-group" aria-labelledby={`procedures-${state}`}>
        <h3 id={`procedures-${state}`}>{t(`projects.panel.${state}`, { count: rows.length })}</h3>
        {rows.length === 0 && <p className="project-quiet">{t('projects.panel.none_ready')}</p>}
        <ul className="procedure-rows">
          {rows.map((one) => (
            <ProgressRow
              key={one.code}
              progress={one}
              choice={
                state === 'ready' && panel.can.start ? (
                  <Choice one={one} chosen={chosen.has(one.code)} onChoose={choose} />
                ) : undefined
              }
              more={
                mayRecord && one.evidence === null && (state === 'ready' || state === 'waiting') ? (
                  <RecordDone entry={entry} code={one.code} name={one.name} />
                ) : undefined
              }
            />
          ))}
        </ul>
        {state === 'ready' && panel.can.start && rows.length > 0 && (
          <Start
            panel={panel}
            codes={rows.map(({ code }) => code).filter((code) => chosen.has(code))}
            onDone={() => setChosen(new Set())}
          />
        )}
      </section>
    )
  })
}

type ChoiceProps = { one: Progress; chosen: boolean; onChoose: (code: string, on: boolean) => void }

function Choice({ one, chosen, onChoose }: ChoiceProps) {
  const text = useLocalText()
  return (
    <Checkbox
      aria-label={text(one.name)}
      checked={chosen}
      onChange={(event) => onChoose(one.code, event.target.checked)}
    />
  )
}

function Start({ panel, codes, onDone }: { panel: Panel; codes: string[]; onDone: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const start = useStart(panel.project.id)
  const send = () =>
    start.mutate(
      { expectedSeq: panel.project.seq, procedures: codes.map((code) => ({ code })) },
      {
        onSuccess: () => {
          void message.success(t('projects.panel.started', { count: codes.length }))
          onDone()
        },
        onError: (error) => void message.error(asApiError(error).detail),
      },
    )
  return (
    <Button type="primary" disabled={codes.length === 0} loading={start.isPending} onClick={send}>
      {t('projects.panel.start', { count: codes.length })}
    </Button>
  )
}
