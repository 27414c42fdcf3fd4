import type { Route } from '#kernel/http/server'
import type { PlatformDeps } from '#kernel/ledgers/server'
import type { EntryGate } from '../gate/entry-gate.ts'
import { gateRoutes } from '../gate/gate-routes.ts'
import { readGateTemplate } from '../gate/gate-template.ts'
import { poolRoutes } from '../pool/pool-routes.ts'
import { alikeRoute } from './alike-projects.ts'
import { stageListRoute } from './stage-lists.ts'

/** A project's life: ideas and money, the entry gate, doubles, lists by stage. */
export function lifeRoutes({ engine, directory }: PlatformDeps, gate: EntryGate): Route[] {
  const deps = {
    engine,
    gate,
    template: readGateTemplate(),
    organisationNames: (ids: readonly number[]) => directory.organisations(ids),
    accountNames: (ids: readonly number[]) => directory.accounts(ids),
  }
  return [alikeRoute(deps), stageListRoute(deps), ...gateRoutes(deps), ...poolRoutes(deps)]
}
