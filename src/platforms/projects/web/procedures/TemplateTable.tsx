import { useLocalText, useT } from '#kernel/ui/web'
import { limitOf, phases, type TemplateBody } from '../../model/procedures/template.ts'
import { limitText } from './limit-text.ts'
import { useAfterText } from './StepDetail.tsx'

/** All that the graph shows, as a table: phase by phase, then building. */
export function TemplateTable({ template }: { template: TemplateBody }) {
  const t = useT()
  const text = useLocalText()
  const afterText = useAfterText(template)
  return (
    <div className="procedure-table">
      <table className="procedure-steps">
        <caption className="yw-visually-hidden">{t('projects.graph.label')}</caption>
        <thead>
          <tr>
            {['name', 'workingDays', 'green', 'direct', 'after', 'inCharge', 'basis'].map((part) => (
              <th key={part} scope="col">
                {part === 'green' || part === 'direct'
                  ? t(`projects.lane.${part}`)
                  : t(`projects.part.${part}`)}
              </th>
            ))}
          </tr>
        </thead>
        {phases.map((phase) => (
          <tbody key={phase}>
            <tr>
              <th colSpan={7} scope="rowgroup">
                {t(`projects.phase.${phase}`)}
              </th>
            </tr>
            {template.procedures
              .filter((step) => step.phase === phase)
              .map((step) => (
                <tr key={step.code}>
                  <th scope="row">{text(step.name)}</th>
                  <td>{limitText(t, limitOf(step, 'ordinary'))}</td>
                  <td>{step.lanes.green === undefined ? '' : limitText(t, limitOf(step, 'green'))}</td>
                  <td>{step.lanes.direct === undefined ? '' : limitText(t, limitOf(step, 'direct'))}</td>
                  <td>{step.after.map(afterText).join('、')}</td>
                  <td>{'body' in step.inCharge ? step.inCharge.body : step.inCharge.role}</td>
                  <td className="procedure-basis">{step.basis}</td>
                </tr>
              ))}
          </tbody>
        ))}
        <tbody>
          <tr>
            <th colSpan={7} scope="rowgroup">
              {t('projects.graph.building')}
            </th>
          </tr>
          {template.milestones.map((step) => (
            <tr key={step.code}>
              <th scope="row">{text(step.name)}</th>
              <td>{t('projects.limit.usual', { count: step.workingDays })}</td>
              <td />
              <td />
              <td>{step.after.map(afterText).join('、')}</td>
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
