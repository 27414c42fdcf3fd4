import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadOrCreateKeys } from '#kernel/crypto/server'
import type { DatabaseHandle } from '#kernel/db/server'
import { readDivisionDataset, seedDivisions } from '#kernel/divisions/server'
import type { Actor, Problem } from '#kernel/http/model'
import { createHttpServer } from '#kernel/http/server'
import {
  duplicateRoutes,
  holdRoutes,
  importRoutes,
  householdEventRoutes,
  mergeRoutes,
  type RegistryDeps,
  registryRoutes,
} from '#kernel/registry/server'
import { openTestDatabase } from './database.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
type Answer<T> = { status: number; body: T }

export type RegistryWorld = {
  handle: DatabaseHandle
  deps: RegistryDeps
  /** Calls the API as an actor, or as nobody; a write gets a client key of its own unless one is given. */
  call<T = Problem>(
    actor: Actor | null,
    method: Method,
    url: string,
    body?: unknown,
    key?: string,
  ): Promise<Answer<T>>
  close(): Promise<void>
}

/** A registrar who may do everything with the register over 红旗街道, unless told otherwise. */
export function registrar(over: Partial<Actor> = {}): Actor {
  return {
    accountId: 1,
    positionId: 1,
    organisationId: 1,
    name: 'Registrar',
    role: 'registrar',
    divisions: ['211302009'],
    ledgers: 'all',
    sensitivity: 2,
    rights: ['registry.read', 'registry.write', 'registry.unmask'],
    locale: 'en',
    ...over,
  }
}

/** The register's routes over a database of their own, with the divisions of two districts, on 2026-03-02. */
export async function openRegistryWorld(): Promise<RegistryWorld> {
  const handle = await openTestDatabase()
  const dataset = readDivisionDataset(['211302', '211303'])
  await seedDivisions(handle.db, { ...dataset, shapes: [], cells: [], layers: [] })
  const folder = await mkdtemp(join(tmpdir(), 'yiwang-registry-'))
  const keys = await loadOrCreateKeys(join(folder, 'keys.json'), { create: true })
  const deps: RegistryDeps = { db: handle.db, keys, now: () => new Date('2026-03-02T02:00:00Z') }
  const callers: Actor[] = []
  const names = {
    accounts: async (ids: readonly number[]) => new Map(ids.map((id) => [id, `account ${id}`])),
    organisations: async (ids: readonly number[]) =>
      new Map(ids.map((id) => [id, { 'zh-CN': `单位 ${id}`, en: `organisation ${id}` }])),
  }
  const app = await createHttpServer({
    routes: [
      ...registryRoutes(deps),
      ...duplicateRoutes(deps),
      ...importRoutes(deps),
      ...householdEventRoutes({ ...deps, names }),
      ...mergeRoutes({ ...deps, erasureAsked: async () => false }),
      ...holdRoutes({ ...deps, names }),
    ],
    authenticate: async ({ cookies }) => callers[Number(cookies['caller'])] ?? null,
    now: deps.now,
    checkResponses: true,
  })
  return {
    handle,
    deps,
    async call<T>(
      actor: Actor | null,
      method: Method,
      url: string,
      body?: unknown,
      key: string = randomUUID(),
    ): Promise<Answer<T>> {
      const cookie = actor ? `caller=${callers.push(actor) - 1}` : ''
      const headers = { 'accept-language': 'en', 'x-yiwang': '1', 'idempotency-key': key, cookie }
      const answer = await app.inject(
        body === undefined ? { method, url, headers } : { method, url, headers, payload: body as object },
      )
      return { status: answer.statusCode, body: answer.json<T>() }
    },
    async close() {
      await app.close()
      await handle.close()
      await rm(folder, { recursive: true })
    },
  }
}
