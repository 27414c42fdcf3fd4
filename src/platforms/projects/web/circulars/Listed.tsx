import type { ReactNode } from 'react'
import { useT } from '#kernel/ui/web'

type ListedProps = { id: string; title: string; heads: readonly string[]; rows: readonly ReactNode[] }

/** A short table under its heading with how many rows it has; a sentence where it has none. */
export function Listed({ id, title, heads, rows }: ListedProps) {
  const t = useT()
  return (
    <section aria-labelledby={`circular-${id}`}>
      <h3 id={`circular-${id}`}>
        {title} <span className="yw-number">{rows.length}</span>
      </h3>
      {rows.length === 0 && <p className="yw-quiet">{t('circulars.desk.none')}</p>}
      {rows.length > 0 && (
        <section className="circular-scroll" aria-label={title}>
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
        </section>
      )}
    </section>
  )
}
