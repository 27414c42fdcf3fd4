import { rights } from '#kernel/orgs/model'
import { saveRoles } from '#kernel/orgs/server'
import type { World } from '../world/app.ts'

/** Somebody who holds every right there is, over the district and up to the highest class: they get furthest. */
export async function openEverything(world: World) {
  const title = { 'zh-CN': '全权', en: 'Everything' }
  await saveRoles(world.house.handle.db, [{ id: 'everything', title, rights: [...rights] }])
  return world.newCaller({
    loginName: 'everything',
    code: 'everything',
    organisationId: world.organisations.get('990001-plans') as number,
    role: 'everything',
    divisions: ['990001'],
    ledgers: null,
    sensitivity: 3,
  })
}
