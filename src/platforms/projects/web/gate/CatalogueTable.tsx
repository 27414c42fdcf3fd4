import { useT } from '#kernel/ui/web'
import type { GateContent } from '../../model/gate/rules.ts'

const columns = ['class', 'code', 'name', 'terms', 'source'] as const

/** The catalogue of industries, class by class. */
export function CatalogueTable({ content: { catalogue } }: { content: Pick<GateContent, 'catalogue'> }) {
  const t = useT()
  return (
    <div className="life-scroll">
      <table className="life-table">
        <caption className="yw-visually-hidden">{t('projects.gate.tab.catalogue')}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`projects.gate.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {catalogue.map((row) => (
            <tr key={`${row.class} ${row.code}`}>
              <td>{t(`projects.gate.class.${row.class}`)}</td>
              <td className="yw-number">{row.code}</td>
              <td>{row.name}</td>
              <td>{row.terms}</td>
              <td>{row.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
