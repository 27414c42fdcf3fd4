import { useLocalText, useT } from '#kernel/ui/web'
import type { StepDifference } from '../../model/procedures/template-diff.ts'

/** A value of a template in a line: names of both languages aside, as it would be typed. */
function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value)
  return JSON.stringify(value)
}

/** What one version says otherwise than another, step by step. */
export function DifferenceList({ differences }: { differences: readonly StepDifference[] }) {
  const t = useT()
  const text = useLocalText()
  if (differences.length === 0) return <p className="project-quiet">{t('projects.difference.none')}</p>
  return (
    <ul className="procedure-differences">
      {differences.map(({ of, code, name, change, parts }) => (
        <li key={`${of} ${code}`}>
          <strong>
            {t(`projects.difference.${change}`)} {text(name)}
          </strong>
          {parts.length > 0 && (
            <dl>
              {parts.map(({ part, before, after }) => (
                <div key={part}>
                  <dt>{t(`projects.part.${part}`)}</dt>
                  <dd>
                    <del>{shown(before)}</del> <ins>{shown(after)}</ins>
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  )
}
