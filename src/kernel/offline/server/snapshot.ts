import { createHash, randomUUID } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Tx } from '#kernel/db/server'
import { scopeByLevel } from '#kernel/divisions/model'
import { AppError, notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { presentLedger, readEntriesNow, readTodo } from '#kernel/ledgers/server'
import { readForCarrying } from '#kernel/registry/server'
import { type Carried, type CarriedKind, carriedKey, carriedMax, type Snapshot } from '../model/snapshot.ts'
import { lockDevice } from './device-store.ts'
import { noteCarriage, readManifest, readShapes, writeManifest } from './manifest-store.ts'
import type { OfflineDeps } from './offline-deps.ts'

/** For what the register's facts go along, as the trail says it. */
const purpose = 'offline_work'

type Thing = { key: string; value: unknown; tag: string }
type Manifest = Record<string, string>

/**
 * What a position may carry on one of its phones: all of it, or what differs from what the phone was given under the
 * cursor. Whatever is no longer told (done, out of scope, a right that was taken) is named as gone.
 * @throws AppError http.not_found for another's phone, offline.device_revoked (410)
 */
export async function readSnapshot(
  deps: OfflineDeps,
  actor: Actor,
  { device: deviceId, since }: { device: string; since?: string | undefined },
): Promise<Snapshot> {
  const { handle, clock } = deps.engine
  const at = clock.now()
  await handle.db.transaction().execute((tx) => requireDevice(tx, actor, deviceId))
  const { things, tasks, cut } = await readThings(deps, actor)
  const before = since === undefined ? undefined : await manifestOf(deps, actor, deviceId, since)
  const changed = before ? things.filter(({ key, tag }) => before[key] !== tag) : things
  const now: Manifest = Object.fromEntries(things.map(({ key, tag }) => [key, tag]))
  const gone = Object.keys(before ?? {}).filter((key) => !(key in now))
  const same = before !== undefined && changed.length === 0 && gone.length === 0
  const cursor = same ? (since as string) : randomUUID()
  if (!same)
    await handle.db.transaction().execute(async (tx) => {
      await requireDevice(tx, actor, deviceId)
      const { accountId, positionId } = actor
      const content = deflateRawSync(JSON.stringify(now))
      await writeManifest(tx, { deviceId, cursor, positionId, at, content }, before ? since : undefined)
      const counts = countsOf(changed)
      if (Object.keys(counts).length > 0)
        await noteCarriage(tx, { deviceId, accountId, positionId, at, purpose, counts })
    })
  const put = changed.map(({ key, value }) => ({ key, value: value as Snapshot['put'][number]['value'] }))
  return { cursor, full: before === undefined, at: at.toISOString(), put, gone, tasks, cut }
}

/** A phone of the actor's that is in use. */
async function requireDevice(tx: Tx, actor: Actor, id: string): Promise<void> {
  const device = await lockDevice(tx, actor.accountId, id)
  if (!device) throw notFound()
  if (device.revokedAt) throw new AppError('offline.device_revoked', { status: 410 })
}

async function manifestOf(
  { engine }: OfflineDeps,
  { positionId }: Actor,
  deviceId: string,
  cursor: string,
): Promise<Manifest | undefined> {
  const content = await readManifest(engine.handle.db, deviceId, cursor, positionId)
  return content && (JSON.parse(inflateRawSync(content).toString('utf8')) as Manifest)
}

/** How many facts of the register were given. */
function countsOf(things: readonly Thing[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { key } of things) {
    const kind = key.slice(0, key.indexOf('/'))
    if (['person', 'household', 'place', 'entry'].includes(kind)) counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

function thing<K extends CarriedKind>(kind: K, value: Carried[K]): Thing {
  const tag = createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 12)
  return { key: carriedKey(kind, value), value, tag }
}

async function readThings(deps: OfflineDeps, actor: Actor) {
  const { engine } = deps
  const todo = await readTodo(deps, actor, { page: 1, size: carriedMax.task })
  // Each as its page would show it; one that is out of sight by now falls out.
  const entries: Carried['entry'][] = await readEntriesNow(
    deps,
    actor,
    todo.rows.map(({ entryId }) => entryId),
  )
  const register = await readRegister(deps, actor)
  const ledgers = engine.book.all().map((known) => thing('ledger', presentLedger(engine, known, actor)))
  const { townships, villages } = scopeByLevel(actor.divisions)
  const cells = await readShapes(engine.handle.db, { townships, villages }, carriedMax.cell)
  const references: Thing[] = []
  for (const reference of deps.references) {
    const data = await reference.read(actor)
    if (data !== null) references.push(thing('reference', { name: reference.name, data }))
  }
  const tasks = todo.rows.map((row) => thing('task', row))
  return {
    things: [
      ...ledgers,
      ...tasks,
      ...entries.map((entry) => thing('entry', entry)),
      ...register.things,
      ...cells.map((cell) => thing('cell', cell as Carried['cell'])),
      ...references,
    ],
    tasks: tasks.map(({ key }) => key),
    cut: [...register.cut, ...(todo.total > carriedMax.task ? ['task'] : [])],
  }
}

/** Who lives where the actor works. Whoever works over a whole district goes to no doors, and takes nobody along. */
async function readRegister(
  { engine, keys }: OfflineDeps,
  actor: Actor,
): Promise<{ things: Thing[]; cut: string[] }> {
  const { townships, villages } = scopeByLevel(actor.divisions)
  if (!hasRight(actor, 'registry.read')) return { things: [], cut: [] }
  if (townships.length + villages.length === 0) return { things: [], cut: ['person', 'household', 'place'] }
  const near: Actor = { ...actor, divisions: [...townships, ...villages] }
  const { handle, clock } = engine
  const found = await readForCarrying({ db: handle.db, keys, now: () => clock.now() }, near, carriedMax)
  if (!found) return { things: [], cut: [] }
  const kinds = ['person', 'household', 'place'] as const
  return {
    things: [
      ...found.persons.map((person) => thing('person', person)),
      ...found.households.map((household) => thing('household', household)),
      ...found.places.map((place) => thing('place', place)),
    ],
    cut: kinds.filter((kind) => found.totals[kind] > carriedMax[kind]),
  }
}
