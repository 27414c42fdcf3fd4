/** The plan of the house: its floors, its areas in order, and what every file's place in it is. */

/** The ground floor stands below every kernel area. */
export const groundFloor = ['errors', 'i18n', 'time', 'crypto', 'db', 'http', 'ui'] as const

/** Kernel areas in order: each may import only those before it, and the ground floor. */
export const kernelAreas = [
  'divisions',
  'orgs',
  'identity',
  'rulebooks',
  'registry',
  'files',
  'ledgers',
  'notices',
  'audit',
  'search',
  'map',
  'reports',
  'offline',
] as const

export type Room = 'model' | 'server' | 'web'
export type Place = {
  floor: 'kernel' | 'platforms' | 'main' | 'outside'
  /** The kernel area or platform; empty in main and outside src. */
  area: string
  /** Null for a file that stands in no room. */
  room: Room | null
  isDoor: boolean
  isTest: boolean
}

/** The portal's door opens the same room as the web's, on what a resident's phone may load. */
const doors: Readonly<Record<string, Room>> = {
  'model.ts': 'model',
  'server.ts': 'server',
  'web.tsx': 'web',
  'portal.tsx': 'web',
}
const isRoom = (name: string): name is Room => name === 'model' || name === 'server' || name === 'web'

export function placeOf(path: string): Place {
  const isTest = /\.test\.tsx?$/.test(path)
  const [top, floor, area = '', ...rest] = path.split('/')
  if (top !== 'src') return { floor: 'outside', area: '', room: null, isDoor: false, isTest }
  if (floor === 'main') {
    // The list of platforms is read by the server and by the pages.
    const shared = area === 'platforms.ts' ? 'model' : 'server'
    const room = area === 'web' || /^web\.tsx?$/.test(area) ? 'web' : shared
    return { floor, area: '', room, isDoor: false, isTest }
  }
  if (floor !== 'kernel' && floor !== 'platforms')
    return { floor: 'outside', area: '', room: null, isDoor: false, isTest }
  const [first = ''] = rest
  if (rest.length === 1) {
    const room = doors[first] ?? null
    return { floor, area, room, isDoor: room !== null, isTest }
  }
  return { floor, area, room: isRoom(first) ? first : null, isDoor: false, isTest }
}

/** 0 for the ground floor, then the kernel areas in order; -1 for an area that has no place in the order yet. */
export function heightOf(area: string): number {
  if (groundFloor.some((name) => name === area)) return 0
  const index = kernelAreas.findIndex((name) => name === area)
  return index < 0 ? -1 : index + 1
}
