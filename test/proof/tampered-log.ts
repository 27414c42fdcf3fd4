import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { chainHash } from '#kernel/crypto/server'
import { type DatabaseHandle, newId } from '#kernel/db/server'
import type { Finding, Verification } from '#kernel/ledgers/model'
import { checkpointFile, Relay, takeCheckpoint, verifyLog } from '#kernel/ledgers/server'
import { openToy, type Toy } from '../toy/toy-engine.ts'

export type StoredAction = {
  entry_id: string
  seq: number
  kind: number
  account_id: number
  position_id: number
  effective_at: Date
  recorded_at: Date
  alg: number
  body: Buffer
  hash: Buffer
}

const tables = ['action', 'entry', 'task', 'checkpoint', 'to_seal', 'outbox', 'request']

/** A sealed log that is damaged from inside the database, verified, and mended again. */
export class TamperedLog {
  readonly #toy: Toy
  readonly #relay: Relay
  readonly #folder = mkdtempSync(join(tmpdir(), 'yiwang-tamper-'))

  private constructor(toy: Toy) {
    this.#toy = toy
    this.#relay = new Relay({ engine: toy.engine, consumers: [], onError: () => undefined })
  }

  static async open(): Promise<TamperedLog> {
    const log = new TamperedLog(await openToy())
    await log.run('alter table action disable trigger action_append_only')
    return log
  }

  async close(): Promise<void> {
    await this.#toy.close()
    rmSync(this.#folder, { recursive: true })
  }

  get handle(): DatabaseHandle {
    return this.#toy.engine.handle
  }

  run(text: string): Promise<void> {
    return this.handle.script(text)
  }

  /** Six actions of one entry, from registration to verification. */
  async lifecycle(subject: string): Promise<string> {
    const { engine, clock, actors } = this.#toy
    const { steward, office, unit } = actors
    const fields = { subject, category: 'water' }
    const { results } = await engine.perform(
      steward,
      [{ ledger: 'toy', action: 'register', divisionCode: '211302001', input: fields }],
      newId(),
    )
    const entryId = results[0]?.entryId ?? ''
    const steps = [
      [office, 'dispatch', { organisationId: 903 }],
      [unit, 'acknowledge', {}],
      [unit, 'comment', { text: 'on the way' }],
      [unit, 'complete', { cost: 20_000_000 }],
      [steward, 'verify', { outcome: 'passed' }],
    ] as const
    for (const [index, [actor, action, input]] of steps.entries()) {
      clock.advance(60_000)
      await engine.perform(actor, [{ entryId, expectedSeq: index + 1, action, input }], newId())
    }
    return entryId
  }

  async seal(): Promise<void> {
    const { engine, clock } = this.#toy
    await this.#relay.drain()
    await takeCheckpoint({ handle: this.handle, keys: engine.keys, clock, folder: this.#folder })
  }

  /** Lists what happened for sealing, and seals nothing. */
  drain(): Promise<void> {
    return this.#relay.drain()
  }

  verify(): Promise<Verification> {
    return verifyLog({
      handle: this.handle,
      checkpoints: checkpointFile(this.#folder),
      publicKey: this.#toy.engine.keys.signing.publicKey,
      replay: 'all',
      pageSize: 7,
    })
  }

  /** Remembers the log as it is; it must be whole. */
  async keep(): Promise<void> {
    assert.deepEqual((await this.verify()).findings, [])
    const copies = tables.map((name) => `create table kept.${name} as table ${name};`)
    await this.run(`drop schema if exists kept cascade; create schema kept; ${copies.join('\n')}`)
  }

  /** What verification finds after the damage, which is then undone. */
  async findings(damage: () => Promise<void>): Promise<Finding[]> {
    await damage()
    const { findings } = await this.verify()
    await this.run(`truncate ${tables.join()} cascade`)
    for (const name of tables) {
      const { rows } = await sql<{ columns: string }>`
        select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
        where attrelid = ${name}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`.execute(
        this.handle.db,
      )
      const columns = rows[0]?.columns ?? ''
      await this.run(
        `insert into ${name} (${columns}) overriding system value select ${columns} from kept.${name}`,
      )
    }
    return findings
  }

  /** Starts over with an empty log and no checkpoints. */
  async forget(): Promise<void> {
    await this.run(`truncate ${tables.join()} cascade`)
    rmSync(checkpointFile(this.#folder))
  }

  async actions(entryId: string): Promise<StoredAction[]> {
    const { rows } = await sql<StoredAction>`
      select * from action where entry_id = ${entryId} order by seq`.execute(this.handle.db)
    return rows
  }

  /** What a clever intruder does: every hash is computed again, and the entry's head with it. */
  async recompute(entryId: string): Promise<void> {
    let previous: Buffer = Buffer.alloc(32)
    for (const row of await this.actions(entryId)) {
      previous = chainHash('sm3', [
        previous,
        row.entry_id,
        row.seq,
        row.kind,
        row.account_id,
        row.position_id,
        row.effective_at,
        row.recorded_at,
        row.alg,
        row.body,
      ])
      await sql`update action set hash = ${previous} where entry_id = ${entryId} and seq = ${row.seq}`.execute(
        this.handle.db,
      )
    }
    await sql`update entry set head_hash = ${previous} where id = ${entryId}`.execute(this.handle.db)
  }
}
