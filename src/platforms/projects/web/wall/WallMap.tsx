import { useUnit } from '#kernel/reports/web'
import { useCallback, useMemo } from 'react'
import type { DivisionFeatures, MapItem, MarkSymbol } from '#kernel/divisions/model'
import { DivisionMap } from '#kernel/divisions/web'
import type { ProjectColour } from '../../model/colour.ts'
import type { WallFilter } from '../../model/wall.ts'
import type { WallProject } from '../../model/wall-rows.ts'
import { useWallText } from './wall-text.ts'

const symbols: Record<ProjectColour, MarkSymbol> = {
  red: 'circle',
  yellow: 'triangle',
  blue: 'square',
  green: 'diamond',
  not_provable: 'ring',
}

export type WallShapes = { readonly townships: DivisionFeatures; readonly districts: DivisionFeatures }

/** Of shapes only those of the districts that the wall is about. */
export function shapesOf(shapes: WallShapes, codes: readonly string[]): WallShapes {
  const districts = new Set(codes.map((code) => code.slice(0, 6)))
  const only = (features: DivisionFeatures): DivisionFeatures => ({
    ...features,
    features: features.features.filter(({ properties }) => districts.has(properties.code.slice(0, 6))),
  })
  return { townships: only(shapes.townships), districts: only(shapes.districts) }
}

type Props = {
  shapes: WallShapes
  projects: readonly WallProject[]
  open: (filter: WallFilter) => void
  openEntry: (id: string) => void
}

/** Every project as one shape in its township; one whose source names only the district is counted beside the map. */
export function WallMap({ shapes, projects, open, openEntry }: Props) {
  const text = useWallText()
  const unit = useUnit()
  const items = useMemo(
    () =>
      projects.map(
        ({ id, name, divisionCode, colour: { colour } }): MapItem => ({
          id,
          name,
          code: divisionCode,
          symbol: symbols[colour],
          colour: `var(--yw-project-${colour})`,
        }),
      ),
    [projects],
  )
  const outlines = useMemo(() => [shapes.districts], [shapes.districts])
  const openTownship = useCallback((key: string) => open({ of: 'projects', by: 'township', key }), [open])
  const openItem = useCallback((item: MapItem) => openEntry(item.id), [openEntry])
  const openItems = useCallback(
    (group: readonly MapItem[], code: string | null) => {
      const symbol = group[0]?.symbol
      const colour = (Object.keys(symbols) as ProjectColour[]).find((key) => symbols[key] === symbol)
      if (code !== null) openTownship(code)
      else if (colour) open({ of: 'projects', by: 'district_only', key: colour })
    },
    [open, openTownship],
  )
  const place = [...new Set(projects.map((project) => project.divisionCode.slice(0, 6)))]
    .map(text.place)
    .join(' ')
  return (
    <div className="wall-map">
      <DivisionMap
        areas={shapes.townships}
        outlines={outlines}
        place={place}
        locale={text.locale}
        items={items}
        textSize={24 * unit}
        markSize={22 * unit}
        onSelect={openTownship}
        onOpenItem={openItem}
        onOpenItems={openItems}
      />
    </div>
  )
}
