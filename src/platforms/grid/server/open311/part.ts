import type { Job } from '#kernel/db/server'
import '../../model/open311/messages.ts'
import type { PlatformDeps } from '#kernel/ledgers/server'
import type { OpenPart } from '../part.ts'
import { catchUp, open311Consumer } from './projection.ts'
import { programRoutes } from './program-routes.ts'
import { ProgramGate } from './programs.ts'
import { open311Routes } from './routes.ts'
import { servicesOf } from './services.ts'

/** Open311 for programs of others, and the keys that they report by. */
export const openOpen311: OpenPart = async ({ clock, catalogues }) => {
  const services = servicesOf(catalogues, () => clock.now())
  const gateOf = ({ handle, keys }: PlatformDeps) =>
    new ProgramGate({ db: handle.db, keys, now: () => clock.now() })
  return {
    ledgers: [],
    routes: (deps) => [...open311Routes({ ...deps, services, gate: gateOf(deps) }), ...programRoutes(deps)],
    consumers: (deps) => [open311Consumer({ ...deps, services })],
    jobs: (deps) => [catchUpOnce(() => catchUp({ ...deps, services }))],
  }
}

/** What a start finds that no relay told of is taken in once. */
function catchUpOnce(work: () => Promise<void>): Job {
  let done = false
  return {
    name: 'open311',
    everyMs: 60_000,
    run: async () => {
      if (done) return
      await work()
      done = true
    },
  }
}
