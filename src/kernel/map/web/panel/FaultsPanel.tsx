import { useEffect } from 'react'
import { useT } from '#kernel/ui/web'
import { useStanding } from '../canvas/standing.ts'
import { drawEdit, removeEdit } from '../edit/draw-edit.ts'
import { FaultList } from '../edit/FaultList.tsx'
import type { PlacedFault } from '../edit/steps.ts'

/** Faults of a file, beside the map that shows where they are. */
export function FaultsPanel({ faults }: { faults: readonly PlacedFault[] }) {
  const t = useT()
  const standing = useStanding()
  useEffect(() => {
    if (!standing) return
    drawEdit(standing, { shapes: [], chosen: new Set(), vertices: [], edges: [], vertex: null, faults })
    return () => removeEdit(standing)
  }, [standing, faults])
  return (
    <div className="yw-sheet">
      <h2>{t('map.import.faults')}</h2>
      <FaultList faults={faults} />
    </div>
  )
}
