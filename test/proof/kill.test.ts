/**
 * Kill -9 in the middle of writes. A few rounds in the usual run; the whole proof by
 * `YIWANG_ROUNDS=100 npm test -- --only postgres test/proof/kill`, or with a database at hand
 * `YIWANG_ROUNDS=100 YIWANG_TEST_DATABASE=postgres://… node --test test/proof/kill.test.ts`.
 * The seed is printed; YIWANG_SEED repeats a run's choices.
 */
import assert from 'node:assert/strict'
import { randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { loadOrCreateKeys } from '#kernel/crypto/server'
import { newId, openDatabase } from '#kernel/db/server'
import { type ActionRequest, checkpointFile, verifyLog } from '#kernel/ledgers/server'
import { dataFolder } from '../../src/main/data-folder.ts'
import { chooser } from '../../bench/data/random.ts'
import { KillableServer } from './killable-server.ts'
import type { Ask } from './served.ts'

const database = process.env['YIWANG_TEST_DATABASE']
const rounds = Number(process.env['YIWANG_ROUNDS'] ?? 3)
const seed = Number(process.env['YIWANG_SEED'] ?? randomInt(2 ** 31))
const clientCount = 6

type Entry = { entryId: string; seq: number }

/** One who writes: sends, and sends the same again with the same key until it is answered. */
class Client {
  readonly #choose: (below: number) => number
  readonly #shared: Entry[]
  readonly #own: Entry[] = []
  readonly acknowledged: string[] = []
  #pending: { ask: Ask; entry: Entry | undefined } | undefined
  replays = 0

  constructor(choose: (below: number) => number, shared: Entry[]) {
    this.#choose = choose
    this.#shared = shared
  }

  get hasPending(): boolean {
    return this.#pending !== undefined
  }

  /** Writes until the server is gone. */
  async write(server: KillableServer): Promise<void> {
    while (await this.writeOne(server));
  }

  /** Sends what is still without an answer, else something new; false where the server was gone before it answered. */
  async writeOne(server: KillableServer): Promise<boolean> {
    this.#pending ??= this.#next()
    const { ask, entry } = this.#pending
    const outcome = await server.ask({ ...ask, id: randomInt(2 ** 40) })
    if (outcome === 'killed') return false
    this.#pending = undefined
    if ('code' in outcome) {
      // Another client was first on a shared entry: nothing was written.
      assert.equal(outcome.code, 'ledgers.changed_meanwhile')
      if (entry) entry.seq = Math.max(entry.seq, outcome.actual)
      return true
    }
    if (outcome.replayed) this.replays += 1
    for (const result of outcome.results) {
      this.acknowledged.push(`${result.entryId}/${result.seq}`)
      if (entry) entry.seq = Math.max(entry.seq, result.seq)
      else this.#own.push({ entryId: result.entryId, seq: result.seq })
    }
    if (!entry && this.#shared.length < 3) this.#shared.push(...this.#own.splice(0, 1))
    return true
  }

  #next(): { ask: Ask; entry: Entry | undefined } {
    const pool = this.#choose(3) === 0 ? this.#shared : this.#own
    const entry = this.#choose(4) === 0 ? undefined : pool[this.#choose(pool.length)]
    const requests = entry ? [this.#further(entry)] : this.#registrations()
    return {
      ask: { id: 0, actor: this.#choose(2) === 0 ? 'steward' : 'office', requests, key: newId() },
      entry,
    }
  }

  #further({ entryId, seq: expectedSeq }: Entry): ActionRequest {
    return this.#choose(2) === 0
      ? { entryId, expectedSeq, action: 'comment', input: { text: `note ${this.#choose(1e6)}` } }
      : { entryId, expectedSeq, action: 'report', input: { cost: this.#choose(1e9) } }
  }

  #registrations(): ActionRequest[] {
    return Array.from({ length: 1 + this.#choose(5) }, () => ({
      ledger: 'toy',
      divisionCode: '211302001',
      action: 'register',
      input: { subject: `case ${this.#choose(1e6)}`, category: 'road' },
    }))
  }
}

async function proveKills(
  t: TestContext,
  root: string,
  url: string | undefined,
  rounds: number,
): Promise<void> {
  t.diagnostic(`seed ${seed}, ${rounds} rounds`)
  const choose = chooser(seed)
  const shared: Entry[] = []
  const clients = Array.from({ length: clientCount }, () => new Client(choose, shared))
  let cut = 0
  for (let round = 0; round < rounds; round += 1) {
    const answersUntilKill = choose(10) === 0 ? 0 : 1 + choose(60)
    const server = new KillableServer(root, url, answersUntilKill)
    if (await server.ready) await Promise.all(clients.map((client) => client.write(server)))
    await server.gone()
    cut += clients.filter((client) => client.hasPending).length
    if (round % 25 === 24) await prove(root, url, undefined)
  }
  const last = new KillableServer(root, url, Number.POSITIVE_INFINITY)
  assert.equal(await last.ready, true)
  await Promise.all(clients.filter((client) => client.hasPending).map((client) => client.writeOne(last)))
  const { code, stderr } = await last.stop()
  assert.equal(code, 0, stderr)
  const acknowledged = clients.flatMap((client) => client.acknowledged)
  const replays = clients.reduce((sum, client) => sum + client.replays, 0)
  t.diagnostic(
    `${acknowledged.length} actions acknowledged, ${cut} writes cut off, of which ${replays} had been committed`,
  )
  await prove(root, url, acknowledged)
}

/** Reads what is there, with nobody's help: all that was acknowledged and nothing else, once, and the log holds. */
async function prove(
  root: string,
  url: string | undefined,
  acknowledged: string[] | undefined,
): Promise<void> {
  const folder = dataFolder(root)
  const handle = await openDatabase({ url, dataDir: folder.embedded })
  try {
    const found = await verifyLog({
      handle,
      checkpoints: checkpointFile(folder.checkpoints),
      publicKey: (await loadOrCreateKeys(folder.keys)).signing.publicKey,
      replay: 'all',
    })
    assert.deepEqual(found.findings, [])
    if (!acknowledged) return
    const { rows } = await sql<{ id: string }>`select entry_id || '/' || seq as id from action`.execute(
      handle.db,
    )
    assert.deepEqual(rows.map((row) => row.id).sort(), acknowledged.toSorted())
    assert.deepEqual(
      [found.actions, found.sealed, found.unsealed, found.fileAhead, found.fileBehind],
      [acknowledged.length, acknowledged.length, 0, 0, 0],
    )
  } finally {
    await handle.close()
  }
}

const onPostgres = database !== undefined && database !== 'embedded'

test(`killed in the middle of writes on ${onPostgres ? 'PostgreSQL' : 'the embedded database'}, it holds every acknowledged action once`, async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'yiwang-kill-'))
  if (!onPostgres) {
    await proveKills(t, root, undefined, Math.ceil(rounds / 5))
    rmSync(root, { recursive: true })
    return
  }
  const outer = await openDatabase({ url: database, poolSize: 1 })
  const name = `yiwang_kill_${randomUUID().replaceAll('-', '')}`
  await outer.script(`create database ${name}`)
  const url = new URL(database)
  url.pathname = `/${name}`
  try {
    await proveKills(t, root, url.href, rounds)
  } finally {
    await outer.script(`drop database ${name} with (force)`)
    await outer.close()
    rmSync(root, { recursive: true })
  }
})
