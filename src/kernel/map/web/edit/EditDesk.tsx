import { RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import type { Position } from '#kernel/divisions/model'
import type { LayerEdit, LayerShapes, MapLayer } from '#kernel/map/model'
import { useKeys, useLocalText, useT } from '#kernel/ui/web'
import { useStanding } from '../canvas/standing.ts'
import { useSketch } from '../sketch/use-sketch.ts'
import type { EditScene } from './draw-edit.ts'
import { EditOutcome } from './EditOutcome.tsx'
import { FaultList } from './FaultList.tsx'
import { HistoryPanel } from './HistoryPanel.tsx'
import { LeaveGuard } from './LeaveGuard.tsx'
import { faultsOf, isDirty, isSound, shapesOf } from './steps.ts'
import { type EditTool, sketchOf, ToolForm, toolsFor } from './ToolForm.tsx'
import { useEditCanvas } from './use-edit-canvas.ts'
import { type Editing, useEditSteps } from './use-edit-steps.ts'
import { edgesOf, insertVertex, moveVertex, removeVertex, verticesOf } from './vertices.ts'
import { VertexForm } from './VertexForm.tsx'
import { useSnap } from './use-snap.ts'

type EditDeskProps = {
  layer: MapLayer
  shapes: LayerShapes
  fetchNow: () => Promise<LayerShapes>
  onLeave: () => void
}

const noHandles = { vertices: [], edges: [] }

/** Shapes are chosen, their borders moved, shapes cut, joined and drawn; nothing is written until it is saved. */
export function EditDesk({ layer, shapes, fetchNow, onLeave }: EditDeskProps) {
  const t = useT()
  const text = useLocalText()
  const editing = useEditSteps(layer.id, shapes)
  const { held, refusal } = editing
  const [tool, setTool] = useState<EditTool>('vertices')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [vertex, setVertex] = useState<Position | null>(null)
  const standing = useStanding()
  const now = shapesOf(held)
  const faults = refusal?.kind === 'faults' ? refusal.faults : faultsOf(held)
  const scene = useScene({ shapes: now, chosen, vertex, faults }, tool === 'vertices')
  const sketch = useSketch({ standing, kind: sketchOf(tool), snap: useSnap(standing, now) })
  const hands = useHands(editing, { setChosen, setVertex })
  useEditCanvas({ standing, scene, active: sketchOf(tool) === null, ...hands })
  useKeys([
    { key: 'u', labelKey: 'map.edit.undo', run: editing.undo },
    { key: 'r', labelKey: 'map.edit.redo', run: editing.redo },
  ])
  const apply = async (edit: LayerEdit) => {
    if (!(await editing.whole(edit))) return
    sketch.restart()
    setChosen(new Set())
    setTool('vertices')
  }
  return (
    <div className="yw-sheet map-edit">
      <h2>{t('map.edit.title', { layer: text(layer.title) })}</h2>
      <EditButtons editing={editing} />
      <EditOutcome editing={editing} fetchNow={fetchNow} />
      <Segmented
        aria-label={t('map.edit.tool')}
        value={tool}
        options={toolsFor(layer.kind).map((value) => ({ value, label: t(`map.edit.tool.${value}`) }))}
        onChange={(next) => {
          setTool(next)
          setVertex(null)
        }}
      />
      <ToolForm
        {...{ tool, chosen, sketch }}
        shapes={now}
        busy={editing.busy}
        onApply={apply}
        onChosen={setChosen}
      />
      {tool === 'vertices' && chosen.size > 0 && (
        <VertexForm
          vertices={scene.vertices}
          at={vertex}
          onVertex={setVertex}
          onMove={hands.onMove}
          onRemove={hands.onRemove}
        />
      )}
      <FaultList faults={faults} />
      <HistoryPanel
        layer={layer.id}
        version={held.version}
        locked={isDirty(held)}
        onUndone={fetchNow}
        again={editing.again}
      />
      <LeaveGuard dirty={isDirty(held)} />
      <p>
        <Button onClick={onLeave}>{t('map.edit.leave')}</Button>
      </p>
    </div>
  )
}

type Set = {
  setChosen: (next: (held: ReadonlySet<string>) => ReadonlySet<string>) => void
  setVertex: (at: Position | null) => void
}

/** Vertices and edges are worked out only where they can be taken hold of. */
function useScene(
  { shapes, chosen, vertex, faults }: Omit<EditScene, 'vertices' | 'edges'>,
  handled: boolean,
): EditScene {
  return useMemo(() => {
    const handles = handled
      ? { vertices: verticesOf(shapes, chosen), edges: edgesOf(shapes, chosen) }
      : noHandles
    return { shapes, chosen, vertex, faults, ...handles }
  }, [shapes, chosen, vertex, faults, handled])
}

/** What pointer and keys do to the shapes. */
function useHands({ vertex }: Editing, { setChosen, setVertex }: Set) {
  const onChoose = useCallback(
    (code: string | null, more: boolean) =>
      setChosen((held) => {
        if (code === null) return more ? held : new Set()
        if (!more) return new Set([code])
        return new Set(held.has(code) ? [...held].filter((one) => one !== code) : [...held, code])
      }),
    [setChosen],
  )
  return {
    onChoose,
    onVertex: setVertex,
    onMove: (from: Position, to: Position, join = false) => {
      vertex({ kind: 'move_vertex', from, to }, (shapes) => moveVertex(shapes, from, to), join)
      setVertex(to)
    },
    onInsert: ({ ends: [a, b] }: { ends: readonly [Position, Position] }, at: Position) => {
      vertex({ kind: 'insert_vertex', edge: [a, b], at }, (shapes) => insertVertex(shapes, [a, b], at))
      setVertex(at)
    },
    onRemove: (at: Position) => {
      vertex({ kind: 'remove_vertex', at }, (shapes) => removeVertex(shapes, at))
      setVertex(null)
    },
  }
}

function EditButtons({ editing }: { editing: Editing }) {
  const t = useT()
  const { held, busy, undo, redo, save } = editing
  return (
    <div className="yw-sheet-actions">
      <Button type="primary" loading={busy} disabled={!isSound(held)} onClick={() => void save()}>
        {t('map.edit.save')}
      </Button>
      <Button icon={<UndoOutlined />} disabled={held.at === 0} onClick={undo}>
        {t('map.edit.undo')}
      </Button>
      <Button icon={<RedoOutlined />} disabled={held.at === held.steps.length} onClick={redo}>
        {t('map.edit.redo')}
      </Button>
      <span className="yw-quiet" role="status">
        {t('map.edit.steps', { count: held.at })}
      </span>
    </div>
  )
}
