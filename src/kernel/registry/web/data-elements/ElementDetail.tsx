import { useQuery } from '@tanstack/react-query'
import type { DataElement } from '#kernel/registry/model'
import { formatDate } from '#kernel/ui/model'
import { useT } from '#kernel/ui/web'
import { ElementForm } from './ElementForm.tsx'
import { elementTitle, versionsQuery } from './elements.ts'

type ElementDetailProps = { element: DataElement; mayChange: boolean }

/** What is said of one element, to be changed by who may, and every version of it with who made it. */
export function ElementDetail({ element, mayChange }: ElementDetailProps) {
  const t = useT()
  const { data: versions = [] } = useQuery(versionsQuery(element.code))
  return (
    <div className="element-detail">
      <h2>{elementTitle(element.code, t)}</h2>
      {mayChange ? <ElementForm element={element} /> : <p>{element.legalBasis}</p>}
      <h3>{t('registry.elements.history')}</h3>
      <ul className="element-versions">
        {versions.map(({ version, changedBy, changedAt }) => (
          <li key={version}>
            {t('registry.elements.version', { version })} · {changedBy ?? t('registry.elements.program')} ·{' '}
            <span className="yw-number">{formatDate(changedAt, true)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
