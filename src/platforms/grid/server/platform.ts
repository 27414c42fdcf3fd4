import type { OpenPlatform, ServerPlatform } from '#kernel/ledgers/server'
import '../model/messages.ts'
import { openBulletins } from './bulletins/part.ts'
import { openCells } from './cells/part.ts'
import { openDesk } from './desk/part.ts'
import { openField } from './field/part.ts'
import { openHotline } from './hotline/part.ts'
import { declareCatalogues } from './incidents/catalogues.ts'
import { openIncidents } from './incidents/part.ts'
import { openOpen311 } from './open311/part.ts'
import { openPortal } from './portal/part.ts'
import type { GridPart, OpenPart } from './part.ts'
import { openWall } from './wall/part.ts'
import { openQuality } from './quality/part.ts'

/** In the order in which they open and are seeded. */
const openings: readonly OpenPart[] = [
  openCells,
  openIncidents,
  openField,
  openOpen311,
  openPortal,
  openHotline,
  openWall,
  openDesk,
  openQuality,
  openBulletins,
]

export const serverPlatform: ServerPlatform = {
  id: 'grid',
  async open(ground) {
    const parts: GridPart[] = []
    const catalogues = declareCatalogues(ground.rulebooks)
    for (const open of openings) parts.push(await open({ ...ground, catalogues }))
    return together(parts)
  },
}

/** The platform that its parts make. */
function together(parts: readonly GridPart[]): OpenPlatform {
  return {
    ledgers: parts.flatMap(({ ledgers }) => ledgers),
    entryPages: Object.assign({}, ...parts.map(({ entryPages }) => entryPages)),
    lookUps: Object.assign({}, ...parts.map(({ lookUps }) => lookUps)),
    imports: Object.assign({}, ...parts.map(({ imports }) => imports)),
    routes: (deps, serving) => parts.flatMap((part) => part.routes(deps, serving)),
    consumers: (deps) => parts.flatMap((part) => part.consumers?.(deps) ?? []),
    jobs: (deps) => parts.flatMap((part) => part.jobs?.(deps) ?? []),
    rulebooks: (deps) => Object.assign({}, ...parts.map((part) => part.rulebooks?.(deps))),
    offline: (deps) => parts.flatMap((part) => part.offline?.(deps) ?? []),
    erasable: (deps) => Object.assign({}, ...parts.map((part) => part.erasable?.(deps))),
    offlineTakers: (deps) => parts.flatMap((part) => part.offlineTakers?.(deps) ?? []),
    async seed(deps, options) {
      const lines = []
      for (const part of parts) lines.push(...((await part.seed?.(deps, options)) ?? []))
      return lines
    },
    async filesHeld(db, ids) {
      return (await Promise.all(parts.map(async (part) => (await part.filesHeld?.(db, ids)) ?? []))).flat()
    },
    async close() {
      for (const part of parts) await part.close?.()
    },
  }
}
