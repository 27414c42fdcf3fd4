import { App, Button } from 'antd'
import type { DryRun, VersionAnswer } from '#kernel/ledgers/model'
import { AppLink, useLocalText, useT } from '#kernel/ui/web'

type DryRunViewProps = { plan: DryRun; target: VersionAnswer; sending: boolean; onRun: () => void }

/** What a migration would do: by group, what speaks against it, and some of the entries. */
export function DryRunView({ plan, target, sending, onRun }: DryRunViewProps) {
  const t = useT()
  const text = useLocalText()
  const { modal } = App.useApp()
  const { total, examined, moves, refused, groups, reasons } = plan
  const stageName = (id: string) => {
    const label = target.definition.stages.find((stage) => stage.id === id)?.label
    return label ? text(label) : id
  }
  const confirm = () =>
    void modal.confirm({
      title: t('ledgers.migrate.confirm', { moves, version: target.version }),
      content: t('ledgers.migrate.confirm.text', { refused }),
      okText: t('ledgers.migrate.run'),
      cancelText: t('ledgers.screen.form.cancel'),
      onOk: onRun,
    })
  return (
    <section className="definition-section" aria-live="polite">
      <h2>{t('ledgers.migrate.plan')}</h2>
      <p>
        {t('ledgers.migrate.plan.text', { total, moves, refused })}
        {examined < total && ` ${t('ledgers.migrate.plan.part', { examined })}`}
      </p>
      <table className="yw-table">
        <thead>
          <tr>
            <th scope="col">{t('ledgers.definition.column.version')}</th>
            <th scope="col">{t('ledgers.screen.column.stage')}</th>
            <th scope="col">{t('ledgers.migrate.column.to')}</th>
            <th scope="col" data-align="end">
              {t('ledgers.migrate.column.moves')}
            </th>
            <th scope="col" data-align="end">
              {t('ledgers.migrate.column.refused')}
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={`${group.version} ${group.stage} ${group.toStage}`}>
              <td>{group.version}</td>
              <td>{group.stage}</td>
              <td>{group.toStage === null ? '—' : stageName(group.toStage)}</td>
              <td data-align="end">{group.moves}</td>
              <td data-align="end">{group.refused}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {reasons.length > 0 && (
        <ul className="definition-reasons">
          {reasons.map(({ text: reason, count }) => (
            <li key={reason}>
              {reason} <strong>{t('ledgers.definition.effects.count', { count })}</strong>
            </li>
          ))}
        </ul>
      )}
      <PlannedEntries plan={plan} />
      <Button type="primary" disabled={moves === 0} loading={sending} onClick={confirm}>
        {t('ledgers.migrate.run')}
      </Button>
    </section>
  )
}

function PlannedEntries({ plan: { entries } }: { plan: DryRun }) {
  const t = useT()
  if (entries.length === 0) return null
  return (
    <details className="definition-details">
      <summary>{t('ledgers.migrate.entries', { count: entries.length })}</summary>
      <ul>
        {entries.map(({ id, no, title, stage, toStage, tasks, refusals }) => (
          <li key={id}>
            <AppLink to={`/entries/${id}`}>
              {no} {title}
            </AppLink>{' '}
            {refusals.length > 0
              ? refusals.join(' ')
              : [
                  `${stage} → ${toStage}`,
                  ...tasks
                    .filter(({ kind, to }) => kind !== to)
                    .map(({ kind, to }) => `${kind} → ${to ?? '×'}`),
                ].join(' · ')}
          </li>
        ))}
      </ul>
    </details>
  )
}
