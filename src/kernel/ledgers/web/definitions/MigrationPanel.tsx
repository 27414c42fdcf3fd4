import { useQueries, useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import type { DryRun, VersionAnswer, VersionSummary } from '#kernel/ledgers/model'
import { asApiError, ErrorState, Loading, useLocalText, useT } from '#kernel/ui/web'
import { useMigrate, versionQuery } from './definition-queries.ts'
import { DryRunView } from './DryRunView.tsx'
import { MigrationRuns } from './MigrationRuns.tsx'

type MigrationPanelProps = { ledger: string; versions: readonly VersionSummary[] }
type Part = 'stages' | 'tasks' | 'fields'
type Map = Record<Part, Record<string, string | null>>

const nothing: Map = { stages: {}, tasks: {}, fields: {} }
/** What stands in a choice for “closed” or “left to the log”: no name looks like it. */
const dropped = '–'

/** Moving entries to another version: what becomes of names that it has not, what that would do, and doing it. */
export function MigrationPanel({ ledger, versions }: MigrationPanelProps) {
  const t = useT()
  const current = versions.find((version) => version.current)?.version ?? 1
  const [to, setTo] = useState(current)
  const sources = versions.filter(({ version, entries }) => version !== to && entries > 0)
  return (
    <>
      <div className="definition-bar">
        <label htmlFor="migrate-to">{t('ledgers.migrate.target')}</label>
        <Select
          id="migrate-to"
          value={to}
          options={versions.map(({ version }) => ({
            value: version,
            label: t('ledgers.definition.version', { version }),
          }))}
          onChange={(next: number) => setTo(next)}
        />
      </div>
      {sources.length === 0 ? (
        <p className="definition-quiet">{t('ledgers.migrate.nobody')}</p>
      ) : (
        <Prepared key={to} ledger={ledger} to={to} sources={sources.map(({ version }) => version)} />
      )}
      <MigrationRuns ledger={ledger} />
    </>
  )
}

type PreparedProps = { ledger: string; to: number; sources: readonly number[] }

function Prepared({ ledger, to, sources }: PreparedProps) {
  const target = useQuery(versionQuery(ledger, to))
  const others = useQueries({ queries: sources.map((version) => versionQuery(ledger, version)) })
  const error = target.error ?? others.find((other) => other.error)?.error
  if (error) return <ErrorState error={error} onRetry={() => void target.refetch()} />
  const olds = others.flatMap(({ data }) => data ?? [])
  if (!target.data || olds.length < sources.length) return <Loading />
  return <MigrationForm ledger={ledger} target={target.data} olds={olds} />
}

type Lost = { name: string; label: string }

const namesOf = {
  stages: ({ definition }: VersionAnswer) => definition.stages.map(({ id, label }) => ({ name: id, label })),
  tasks: ({ definition }: VersionAnswer) =>
    definition.tasks.map(({ kind, label }) => ({ name: kind, label })),
  fields: ({ definition }: VersionAnswer) =>
    definition.fields
      .filter(({ derived, computed }) => !derived && computed === undefined)
      .map(({ name, label }) => ({ name, label })),
}
const parts: readonly Part[] = ['stages', 'tasks', 'fields']

function useMigrationForm(ledger: string, to: number) {
  const { message } = App.useApp()
  const migrate = useMigrate(ledger)
  const [map, setMap] = useState<Map>(nothing)
  const [closedToo, setClosedToo] = useState(false)
  const [plan, setPlan] = useState<DryRun | null>(null)
  const send = (dryRun: boolean) =>
    migrate.mutate(
      {
        to,
        stages: map.stages as Record<string, string>,
        tasks: map.tasks,
        fields: map.fields,
        closedToo,
        dryRun,
      },
      {
        onSuccess: (answer) => setPlan(answer.plan),
        onError: (error) => void message.error(asApiError(error).detail),
      },
    )
  return {
    map,
    closedToo,
    plan,
    sending: migrate.isPending,
    send,
    // What was told of another choice is no word on this one.
    choose: (part: Part, name: string, value: string | null | undefined) => {
      setPlan(null)
      setMap((before) => {
        const { [name]: _old, ...rest } = before[part]
        return { ...before, [part]: value === undefined ? rest : { ...rest, [name]: value } }
      })
    },
    setClosedToo: (next: boolean) => {
      setPlan(null)
      setClosedToo(next)
    },
  }
}

function MigrationForm({
  ledger,
  target,
  olds,
}: {
  ledger: string
  target: VersionAnswer
  olds: VersionAnswer[]
}) {
  const t = useT()
  const text = useLocalText()
  const form = useMigrationForm(ledger, target.version)
  const lost = (part: Part): Lost[] => {
    const kept = new Set(namesOf[part](target).map(({ name }) => name))
    const gone = olds.flatMap((old) => namesOf[part](old)).filter(({ name }) => !kept.has(name))
    return [...new Map(gone.map(({ name, label }) => [name, { name, label: text(label) }])).values()]
  }
  return (
    <section className="definition-section">
      {parts.map((part) => (
        <MapFields
          key={part}
          part={part}
          lost={lost(part)}
          targets={namesOf[part](target).map(({ name, label }) => ({
            value: name,
            label: `${text(label)} (${name})`,
          }))}
          map={form.map[part]}
          onChoose={(name, value) => form.choose(part, name, value)}
        />
      ))}
      <div className="definition-bar">
        <Checkbox checked={form.closedToo} onChange={({ target: box }) => form.setClosedToo(box.checked)}>
          {t('ledgers.migrate.closed_too')}
        </Checkbox>
        <Button
          type={form.plan ? 'default' : 'primary'}
          loading={form.sending}
          onClick={() => form.send(true)}
        >
          {t('ledgers.migrate.dry_run')}
        </Button>
      </div>
      {form.plan && (
        <DryRunView plan={form.plan} target={target} sending={form.sending} onRun={() => form.send(false)} />
      )}
    </section>
  )
}

type MapFieldsProps = {
  part: Part
  lost: readonly Lost[]
  targets: { value: string; label: string }[]
  map: Readonly<Record<string, string | null>>
  onChoose: (name: string, value: string | null | undefined) => void
}

/** For each name that the new version has not: what it becomes. */
function MapFields({ part, lost, targets, map, onChoose }: MapFieldsProps) {
  const t = useT()
  if (lost.length === 0) return null
  const options =
    part === 'stages' ? targets : [{ value: dropped, label: t(`ledgers.migrate.drop.${part}`) }, ...targets]
  return (
    <fieldset className="migrate-map">
      <legend>{t(`ledgers.migrate.map.${part}`)}</legend>
      {lost.map(({ name, label }) => (
        <div key={name}>
          <label htmlFor={`migrate-${part}-${name}`}>
            {label} <code>{name}</code>
          </label>
          <Select
            id={`migrate-${part}-${name}`}
            allowClear
            placeholder={t('ledgers.migrate.unmapped')}
            value={map[name] === undefined ? null : (map[name] ?? dropped)}
            options={options}
            onChange={(chosen: string | null | undefined) =>
              onChoose(name, chosen === dropped ? null : (chosen ?? undefined))
            }
          />
        </div>
      ))}
    </fieldset>
  )
}
