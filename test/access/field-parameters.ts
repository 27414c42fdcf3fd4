import { portalPaths, portalQueries } from './portal-bodies.ts'

/** Filters by fields, on lists that take any: those that ledgers declare, of whatever class. */
export const fieldParameters: Record<string, readonly string[]> = {
  'f.category': ['road'],
  'f.kind': ['land'],
  'f.finding': ['zq', ''],
}

const missing = (...ids: string[]) => ({ secret: false, visible: [], hidden: [], missing: ids })
const known = (...visible: string[]) => ({ secret: false, visible, hidden: [], missing: [] })
const nobodys = '018f4e5c-0000-7000-8000-00000000ffff'

/** Places in paths whose values are nobody's secret. */
export const plainPaths = {
  ...portalPaths,
  adapterId: () => missing('2000000000'),
  deliveryId: () => missing(nobodys),
  outgoingKind: () => known('trial'),
  outgoingLocale: () => known('en'),
  programId: () => missing(nobodys),
  importId: () => missing(nobodys),
  batchId: () => missing(nobodys),
  externalNo: () => missing('RX-nobodys'),
  document: () => known('manhole_sewer.json', 'SJ1.xml', nobodys),
}

/** What Open311 and the portal are asked by. */
export const openQueries = {
  ...portalQueries,
  jurisdiction_id: () => ['990001', 'nowhere.example'],
  service_request_id: () => ['SJ1,SJ2'],
  service_code: () => ['manhole_sewer'],
  start_date: () => ['2026-01-01T00:00:00Z'],
  end_date: () => ['2026-01-01T00:00:00Z'],
  status: () => ['open', 'closed'],
  page_size: () => ['2'],
  extensions: () => ['true'],
}

/** Of files of shapes. */
export const mapQueries: Record<string, () => readonly string[]> = {
  bbox: () => ['119,40,122,43'],
  crs: () => ['EPSG:4326', 'GCJ-02'],
  confirm: () => ['gcj02'],
  format: () => ['shapefile'],
}
