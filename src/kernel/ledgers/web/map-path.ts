import { addressWith } from '#kernel/ui/web'

/** The ledger on the map: its entries as a layer over the divisions. */
export function mapPath(ledger: string): string {
  const layers = [`entry:${ledger}`, 'division:district', 'division:township', 'division:village']
  return addressWith('/map', { layers: layers.join(',') })
}
