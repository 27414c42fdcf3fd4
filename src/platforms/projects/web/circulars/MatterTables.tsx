import { AppLink, ProjectColour, useLocalText, useT } from '#kernel/ui/web'
import type { CircularContent } from '../../model/circulars/content.ts'
import { problemAddress, projectAddress } from '../addresses.ts'
import { SupervisedTable } from './DeskLists.tsx'
import { Listed } from './Listed.tsx'

type Props = { content: CircularContent }

/** What is overdue, what was supervised and what came of it, and the projects that need somebody. */
export function MatterTables({ content }: Props) {
  return (
    <>
      <Overdue content={content} />
      <Supervised content={content} />
      <Projects content={content} />
    </>
  )
}

function Overdue({ content }: Props) {
  const t = useT()
  const text = useLocalText()
  const heads = ['matter', 'organisation', 'due', 'days', 'steps'].map((key) => t(`circulars.column.${key}`))
  return (
    <Listed
      id="overdue"
      title={t('circulars.doc.overdue')}
      heads={heads}
      rows={content.overdue.map((row) => (
        <tr key={`${row.entryId}${row.task['zh-CN']}${row.dueOn}`}>
          <td>
            <AppLink to={problemAddress(row.entryId)}>{row.title}</AppLink>
            <span className="yw-quiet">
              {' '}
              {[row.project, row.no, text(row.task)].filter(Boolean).join(' · ')}
            </span>
          </td>
          <td>{[text(row.organisation), row.person].filter(Boolean).join(' ')}</td>
          <td className="yw-number">{row.dueOn}</td>
          <td className="yw-number">{t('circulars.days', { days: row.days })}</td>
          <td className="yw-number">{row.steps}</td>
        </tr>
      ))}
    />
  )
}

function Supervised({ content }: Props) {
  return (
    <SupervisedTable id="supervised" title={useT()('circulars.doc.supervised')} rows={content.supervised} />
  )
}

function Projects({ content }: Props) {
  const t = useT()
  const heads = ['project', 'colour', 'procedures', 'late'].map((key) => t(`circulars.column.${key}`))
  return (
    <Listed
      id="projects"
      title={t('circulars.doc.projects')}
      heads={heads}
      rows={content.projects.map((row) => (
        <tr key={row.entryId}>
          <td>
            <AppLink to={projectAddress(row.entryId, content.to)}>{row.name}</AppLink>{' '}
            <span className="yw-quiet">{row.no}</span>
          </td>
          <td>
            <ProjectColour colour={row.colour} text={t(`projects.colour.${row.colour}`)} />
          </td>
          <td className="yw-number">{row.total > 0 ? `${row.done}/${row.total}` : '—'}</td>
          <td>{row.late.map((late) => t('circulars.late_milestone', late)).join(' ')}</td>
        </tr>
      ))}
    />
  )
}
