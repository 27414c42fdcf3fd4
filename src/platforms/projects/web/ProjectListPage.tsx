import type { EntryRow } from '#kernel/ledgers/model'
import { LedgerListPage, type ListColumn } from '#kernel/ledgers/web'
import { ProjectColour, useT } from '#kernel/ui/web'
import { type ProjectColour as Colour, projectColours } from '../model/colour.ts'
import { projectAddress } from './addresses.ts'
import { PlanForecast } from './plan/PlanForecast.tsx'
import { ProjectSections } from './ProjectSections.tsx'

const pathOf = (row: EntryRow) => projectAddress(row.id)

function RowColour({ row: { fields } }: { row: EntryRow }) {
  const t = useT()
  const colour = projectColours.find((known: Colour) => known === fields['colour'])
  if (!colour) return null
  const done = fields['proceduresDone']
  const total = fields['proceduresTotal']
  const counted = typeof done === 'number' && typeof total === 'number' ? ` ${done}/${total}` : ''
  return <ProjectColour colour={colour} text={`${t(`projects.colour.${colour}`)}${counted}`} />
}

/** The project list: the kernel's, with colour and procedures in front. */
export default function ProjectListPage() {
  const t = useT()
  const columns: ListColumn[] = [
    {
      key: 'progress',
      title: t('projects.field.colour'),
      width: 128,
      sort: 'colour',
      render: (row) => <RowColour row={row} />,
    },
    {
      key: 'forecast',
      title: t('projects.plan.forecast'),
      width: 128,
      render: (row) => <PlanForecast projectId={row.id} />,
    },
  ]
  return (
    <LedgerListPage
      ledger="project"
      columns={columns}
      entryPath={pathOf}
      extra={(entry) => <ProjectSections entry={entry} />}
    />
  )
}
