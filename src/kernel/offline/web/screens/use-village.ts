import { useOfflineCells } from './phone.ts'
import { cellAt } from './cell-at.ts'

/** The village that something new lies in: where the phone is, or the only one that it carries. */
export function useVillage(spot: { lng: number; lat: number } | undefined): string | null {
  const cells = useOfflineCells()
  const found = spot && cellAt(cells, 'division:village', spot)
  const villages = cells.filter(({ layer }) => layer === 'division:village')
  return found?.code ?? (villages.length === 1 ? (villages[0]?.code ?? null) : null)
}
