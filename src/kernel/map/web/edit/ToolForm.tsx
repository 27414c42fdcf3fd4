import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { boundsOf, type Position } from '#kernel/divisions/model'
import type { LayerEdit, LayerFeature, MapLayer } from '#kernel/map/model'
import { useLocale, useT } from '#kernel/ui/web'
import { useStanding } from '../canvas/standing.ts'
import type { Standing } from '../canvas/use-map.ts'
import type { Sketching } from '../sketch/use-sketch.ts'
import type { Shapes } from './vertices.ts'

const editTools = ['vertices', 'split', 'merge', 'draw', 'redraw'] as const
export type EditTool = (typeof editTools)[number]

/** Which divisions there are comes with the editions of the codes: they are neither cut nor joined here. */
export const toolsFor = (kind: MapLayer['kind']): readonly EditTool[] =>
  kind === 'division' ? editTools.filter((tool) => tool !== 'split' && tool !== 'merge') : editTools

/** What a tool has one draw on the map; null where shapes are chosen and moved. */
export const sketchOf = (tool: EditTool): 'line' | 'polygon' | null =>
  (({ vertices: null, merge: null, split: 'line', draw: 'polygon', redraw: 'polygon' }) as const)[tool]

type ToolFormProps = {
  tool: EditTool
  shapes: Shapes
  chosen: ReadonlySet<string>
  sketch: Sketching
  busy: boolean
  onChosen: (chosen: ReadonlySet<string>) => void
  onApply: (edit: LayerEdit) => Promise<void>
}

type Part = { code: string; name: string; nameEn: string }

const blankPart: Part = { code: '', name: '', nameEn: '' }
const partOf = (feature: LayerFeature | undefined): Part =>
  feature
    ? { code: feature.properties.code, name: feature.properties.name, nameEn: feature.properties.name_en }
    : blankPart
const bodyOf = ({ code, name, nameEn }: Part) => ({
  code: code.trim(),
  name: name.trim(),
  ...(nameEn.trim() === '' ? {} : { name_en: nameEn.trim() }),
})
const isComplete = ({ code, name }: Part): boolean => code.trim() !== '' && name.trim() !== ''

/** What was chosen by name comes into sight. */
function showShapes(standing: Standing | null, shapes: Shapes, codes: readonly string[]): void {
  const chosen = shapes.filter(({ properties }) => codes.includes(properties.code))
  const bounds = boundsOf(chosen.map(({ geometry }) => geometry))
  if (bounds) standing?.map.fitBounds(bounds, { padding: 60, maxZoom: 15 })
}

/** What is chosen, and what the tool needs to know besides. */
export function ToolForm(props: ToolFormProps) {
  const { tool, shapes, chosen, onChosen } = props
  const t = useT()
  const { locale } = useLocale()
  const standing = useStanding()
  const id = useId()
  const several = tool === 'merge' || tool === 'vertices'
  const codes = [...chosen]
  const features = codes.flatMap((code) => shapes.find(({ properties }) => properties.code === code) ?? [])
  return (
    <>
      <p className="yw-quiet">{t(`map.edit.tool.${tool}.how`)}</p>
      {tool !== 'draw' && (
        <div className="yw-form-row">
          <label htmlFor={id}>{t('map.edit.chosen')}</label>
          <Select
            id={id}
            mode="multiple"
            maxCount={several ? 100 : 1}
            value={codes}
            options={shapes
              .filter(({ properties }) => properties.can.edit)
              .map(({ properties: { code, name, name_en: nameEn } }) => ({
                value: code,
                label: `${locale === 'en' ? nameEn || name : name} ${code}`,
              }))}
            optionFilterProp="label"
            style={{ width: '100%' }}
            onChange={(next) => {
              onChosen(new Set(next))
              showShapes(standing, shapes, next)
            }}
          />
        </div>
      )}
      <ToolParts key={`${tool} ${codes.join()}`} {...props} features={features} />
    </>
  )
}

function ToolParts({
  tool,
  features,
  sketch,
  busy,
  onApply,
}: ToolFormProps & { features: readonly LayerFeature[] }) {
  const t = useT()
  const [first, setFirst] = useState<Part>(() => (tool === 'draw' ? blankPart : partOf(features[0])))
  const [second, setSecond] = useState<Part>(blankPart)
  if (tool === 'vertices') return null
  const edit = editOf({ tool, features, points: sketch.done ? sketch.points : [], first, second })
  return (
    <form
      className="yw-form"
      onSubmit={(submit) => {
        submit.preventDefault()
        if (edit) void onApply(edit)
      }}
    >
      {sketchOf(tool) && <SketchState tool={tool} sketch={sketch} />}
      {tool !== 'redraw' && (
        <PartFields
          legend={t(tool === 'split' ? 'map.edit.part.left' : 'map.edit.part')}
          part={first}
          onPart={setFirst}
        />
      )}
      {tool === 'split' && <PartFields legend={t('map.edit.part.right')} part={second} onPart={setSecond} />}
      <div className="yw-form-buttons">
        <Button htmlType="submit" loading={busy} disabled={edit === null}>
          {t(`map.edit.tool.${tool}.apply`)}
        </Button>
      </div>
    </form>
  )
}

type Given = {
  tool: Exclude<EditTool, 'vertices'>
  features: readonly LayerFeature[]
  points: readonly Position[]
  first: Part
  second: Part
}

/** The step that the form describes; null while something is missing. */
function editOf({ tool, features, points, first, second }: Given): LayerEdit | null {
  const code = features[0]?.properties.code
  const polygon = { type: 'Polygon' as const, coordinates: [[...points]] }
  if (tool === 'merge') {
    const codes = features.map(({ properties }) => properties.code)
    return codes.length > 1 && isComplete(first) ? { kind: 'merge', codes, into: bodyOf(first) } : null
  }
  if (points.length === 0) return null
  if (tool === 'draw') return isComplete(first) ? { kind: 'draw', ...bodyOf(first), polygon } : null
  if (code === undefined) return null
  if (tool === 'redraw') return { kind: 'redraw', code, polygon }
  const complete = isComplete(first) && isComplete(second)
  return complete ? { kind: 'split', code, line: [...points], parts: [bodyOf(first), bodyOf(second)] } : null
}

function SketchState({ tool, sketch }: { tool: EditTool; sketch: Sketching }) {
  const t = useT()
  const { points, done } = sketch
  const enough = points.length >= (sketchOf(tool) === 'line' ? 2 : 3)
  return (
    <div>
      <p className="yw-quiet">{t('map.sketch.how')}</p>
      <p role="status">{t(done ? 'map.sketch.done' : 'map.sketch.points', { count: points.length })}</p>
      <div className="yw-sheet-actions">
        <Button size="small" disabled={done || !enough} onClick={sketch.finish}>
          {t('map.sketch.finish')}
        </Button>
        <Button size="small" disabled={points.length === 0} onClick={sketch.undo}>
          {t('map.sketch.undo')}
        </Button>
        <Button size="small" disabled={points.length === 0} onClick={sketch.restart}>
          {t('map.sketch.restart')}
        </Button>
      </div>
    </div>
  )
}

function PartFields({ legend, part, onPart }: { legend: string; part: Part; onPart: (part: Part) => void }) {
  const t = useT()
  const id = useId()
  const fields = [
    { name: 'code', max: 30, label: t('map.screen.code') },
    { name: 'name', max: 60, label: t('map.screen.name') },
    { name: 'nameEn', max: 60, label: t('map.edit.name_en') },
  ] as const
  return (
    <fieldset className="map-part">
      <legend>{legend}</legend>
      {fields.map(({ name, max, label }) => (
        <div key={name}>
          <label htmlFor={`${id}${name}`}>{label}</label>
          <Input
            id={`${id}${name}`}
            value={part[name]}
            maxLength={max}
            onChange={({ target }) => onPart({ ...part, [name]: target.value })}
          />
        </div>
      ))}
    </fieldset>
  )
}
