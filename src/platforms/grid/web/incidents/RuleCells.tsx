import { useDivisionName } from '#kernel/divisions/web'
import { useLocalText, useT } from '#kernel/ui/web'
import type { CatalogueAnswer } from '../../model/incidents/answers.ts'
import { type Catalogue, findCategory, type ResponsibilityRule } from '../../model/incidents/catalogue.ts'

type RuleCellsProps = { rule: ResponsibilityRule; catalogue: Catalogue; bodies: CatalogueAnswer['bodies'] }

/** A line of the table of responsibilities in words: what, where, who. */
export function RuleCells({ rule, catalogue, bodies }: RuleCellsProps) {
  const t = useT()
  const text = useLocalText()
  const nameOf = useDivisionName()
  const { areas = [], categories = [], divisions = [], placeKinds = [], responsible } = rule
  const what = [
    ...areas.map((code) => catalogue.areas.find((area) => area.code === code)?.name),
    ...categories.map((code) => findCategory(catalogue, code)?.category.name),
  ].flatMap((name) => (name ? [text(name)] : []))
  const where = [
    ...placeKinds.map((kind) => t(`divisions.kind.${kind}`)),
    ...divisions.map((code) => nameOf(code)),
  ]
  return (
    <>
      <td>{what.length === 0 ? t('incidents.screen.catalogue.everything') : what.join(' · ')}</td>
      <td>{where.length === 0 ? t('incidents.screen.catalogue.everywhere') : where.join(' · ')}</td>
      <td>
        {'body' in responsible
          ? text(bodies[responsible.body] ?? { 'zh-CN': responsible.body, en: responsible.body })
          : t(`incidents.catalogue.level.${responsible.level}`)}
      </td>
    </>
  )
}
