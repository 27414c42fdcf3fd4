import type { ReactNode } from 'react'
import { AppLink, ProjectColour, useLocalText, useT } from '#kernel/ui/web'
import type { CircularContent } from '../../model/circulars/content.ts'
import { problemAddress, projectAddress } from '../addresses.ts'

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

type ListedProps = { id: string; title: string; heads: readonly string[]; rows: readonly ReactNode[] }

function Listed({ id, title, heads, rows }: ListedProps) {
  const t = useT()
  return (
    <>
      <h3 id={`circular-${id}`}>
        {title} <span className="yw-number">{rows.length}</span>
      </h3>
      {rows.length === 0 && <p className="yw-quiet">{t('circulars.doc.none')}</p>}
      {rows.length > 0 && (
        <div className="circular-scroll">
          <table className="circular-table">
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head}>{head}</th>
                ))}
              </tr>
            </thead>
            <tbody>{rows}</tbody>
          </table>
        </div>
      )}
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
  const t = useT()
  const text = useLocalText()
  const heads = ['on', 'step', 'matter', 'unit', 'outcome'].map((key) => t(`circulars.column.${key}`))
  return (
    <Listed
      id="supervised"
      title={t('circulars.doc.supervised')}
      heads={heads}
      rows={content.supervised.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the content of a circular never changes its order.
        <tr key={index}>
          <td className="yw-number">{row.on}</td>
          <td>
            {t(`circulars.step.${row.step}`)} {row.byRule && t('circulars.by_rule')}
          </td>
          <td>
            <AppLink to={problemAddress(row.entryId)}>{row.title}</AppLink>{' '}
            <span className="yw-quiet">{row.no}</span>
          </td>
          <td>{text(row.organisation)}</td>
          <td>
            {t(`circulars.result.${row.outcome}`)} <span className="yw-number">{row.outcomeOn}</span>
          </td>
        </tr>
      ))}
    />
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
