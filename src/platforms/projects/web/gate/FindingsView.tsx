import { useT } from '#kernel/ui/web'
import { findingResults } from '../../model/gate/examine.ts'

type Item = { result?: unknown; title?: unknown }

/** What the gate found, counted: the findings themselves stand in the page's own section. */
export function FindingsView({ value }: { value: unknown }) {
  const t = useT()
  const items = Array.isArray(value) ? (value as Item[]) : []
  const titles = items.flatMap(({ title }) => (typeof title === 'string' ? [title] : []))
  if (titles.length > 0) return <span>{titles.join(t('projects.gate.and'))}</span>
  const counts = findingResults.flatMap((result) => {
    const count = items.filter((item) => item.result === result).length
    return count > 0 ? [`${t(`projects.gate.result.${result}`)} ${count}`] : []
  })
  return <span>{counts.join(t('projects.gate.and'))}</span>
}
