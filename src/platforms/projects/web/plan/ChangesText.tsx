import { useT } from '#kernel/ui/web'
import type { PlanChanges } from '../../model/plan/changes.ts'

const shownMax = 8
const valued = new Set(['parent', 'organisationId', 'accountId'])

/** What a revision changed, in words: which steps, from what to what. */
export function ChangesText({ changes }: { changes: PlanChanges }) {
  const t = useT()
  const { target, start, added, removed, changed, links, counts } = changes
  const date = (value: typeof target extends null ? never : NonNullable<typeof target>['from']) =>
    value ? `${t(`projects.plan.target.${value.kind}`)} ${value.date}` : '—'
  const lines = [
    ...(target ? [t('projects.plan.change.target', { from: date(target.from), to: date(target.to) })] : []),
    ...(start ? [t('projects.plan.change.start', { from: start.from ?? '—', to: start.to ?? '—' })] : []),
    ...changed.slice(0, shownMax).map(({ name, field, from, to }) =>
      valued.has(field)
        ? t('projects.plan.change.other', { name, field: t(`projects.plan.field.${field}`) })
        : t('projects.plan.change.field', {
            name,
            field: t(`projects.plan.field.${field}`),
            from: saidOf(t, field, from),
            to: saidOf(t, field, to),
          }),
    ),
    ...(added.length > 0
      ? [t('projects.plan.change.added', { count: counts.added, names: added.slice(0, shownMax).join('、') })]
      : []),
    ...(removed.length > 0
      ? [
          t('projects.plan.change.removed', {
            count: counts.removed,
            names: removed.slice(0, shownMax).join('、'),
          }),
        ]
      : []),
    ...(links.added + links.removed + links.changed > 0 ? [t('projects.plan.change.links', links)] : []),
    ...(counts.changed > shownMax
      ? [t('projects.plan.change.more', { count: counts.changed - shownMax })]
      : []),
  ]
  return (
    <ul className="plan-changes">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

function saidOf(t: ReturnType<typeof useT>, field: string, value: string): string {
  if (value === '') return '—'
  if (field === 'isMilestone') return t(`projects.plan.flag.${value}`)
  if (field === 'stage') return t(`projects.stage.${value}`)
  if (field !== 'constraint') return value
  const [kind = '', date = ''] = value.split(' ')
  return `${t(`projects.plan.constraint.${kind}`)} ${date}`
}
