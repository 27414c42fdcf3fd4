import assert from 'node:assert/strict'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import { type CheckpointDeps, takeCheckpoint } from './checkpoint.ts'
import { checkpointFile } from './checkpoint-file.ts'
import {
  faultOf,
  genesis,
  makeCheckpoint,
  parseLine,
  placeOf,
  toLine,
  unpackLeaves,
} from './checkpoint-record.ts'
import { Relay } from './relay.ts'
import { verifyLog } from './verify.ts'

describe('checkpoints', () => {
  let toy: Toy
  let deps: CheckpointDeps
  let relay: Relay
  before(async () => {
    toy = await openToy()
    relay = new Relay({ engine: toy.engine, consumers: [], onError: () => undefined })
  })
  after(() => toy.close())
  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'yiwang-checkpoints-'))
    deps = { handle: toy.engine.handle, keys: toy.engine.keys, clock: toy.clock, folder }
    await sql`delete from checkpoint`.execute(deps.handle.db)
    await sql`delete from to_seal`.execute(deps.handle.db)
    await sql`delete from outbox`.execute(deps.handle.db)
    await deps.handle.script(
      `truncate action, entry cascade; alter table action enable trigger action_append_only`,
    )
  })

  async function write(count: number): Promise<void> {
    const requests = Array.from({ length: count }, (_, index) => ({
      ledger: 'toy',
      action: 'register',
      divisionCode: '211302001',
      input: { subject: `No. ${index}`, category: 'road' },
    }))
    await toy.engine.perform(toy.actors.steward, requests, newId())
    await relay.drain()
  }
  const lines = async () => (await readFile(checkpointFile(deps.folder), 'utf8')).split('\n').filter(Boolean)
  const verify = () =>
    verifyLog({
      handle: deps.handle,
      checkpoints: checkpointFile(deps.folder),
      publicKey: deps.keys.signing.publicKey,
    })
  async function isClean(): Promise<void> {
    const found = await verify()
    assert.deepEqual(found.findings, [])
    assert.equal(found.sealed + found.unsealed, found.actions)
  }

  test('each seals what is new, links to the one before, and stands in table and file', async () => {
    assert.equal(await takeCheckpoint(deps), undefined)
    await write(3)
    assert.deepEqual(await takeCheckpoint(deps), {
      no: 1,
      at: toy.clock.now().toISOString(),
      actions: 3,
      total: 3,
    })
    assert.equal(await takeCheckpoint(deps), undefined)
    await write(2)
    assert.equal((await takeCheckpoint(deps))?.total, 5)
    const records = (await lines()).map((line) => parseLine(line)!)
    assert.deepEqual(
      records.map((record) => [record.no, record.actions, faultOf(record, deps.keys.signing.publicKey)]),
      [
        [1, 3, undefined],
        [2, 2, undefined],
      ],
    )
    await isClean()
  })

  test('what one checkpoint does not hold goes into the next', async () => {
    await write(5)
    const small = { ...deps, actionsMax: 2 }
    const taken = []
    for (let one = await takeCheckpoint(small); one; one = await takeCheckpoint(small))
      taken.push(one.actions)
    assert.deepEqual(taken, [2, 2, 1])
    await isClean()
  })

  test('several at once take turns and seal every action once', async () => {
    await write(20)
    const small = { ...deps, actionsMax: 3 }
    await Promise.all(Array.from({ length: 8 }, () => takeCheckpoint(small)))
    await isClean()
    assert.equal((await verify()).sealed, 20)
  })

  test('a line whose commit was lost is taken over as it stands', async () => {
    await write(2)
    await takeCheckpoint(deps)
    await write(2)
    const failing = {
      ...deps,
      handle: {
        ...deps.handle,
        db: {
          transaction: () => ({
            execute: (work: (tx: never) => Promise<unknown>) =>
              deps.handle.db.transaction().execute(async (tx) => {
                await work(tx as never)
                throw new Error('the connection broke before the commit')
              }),
          }),
        } as never,
      },
    }
    await assert.rejects(takeCheckpoint(failing))
    assert.equal((await lines()).length, 2)
    const between = await verify()
    assert.deepEqual([between.findings, between.fileAhead], [[], 1])
    await write(1)
    assert.equal((await takeCheckpoint(deps))?.no, 3)
    assert.deepEqual(
      (await lines()).map((line) => parseLine(line)?.no),
      [1, 2, 3],
    )
    await isClean()
  })

  test('a line that a crash cut short is dropped', async () => {
    await write(2)
    await takeCheckpoint(deps)
    await appendFile(checkpointFile(deps.folder), '{"format":"yiwang-checkpoint-1","alg":')
    await isClean()
    await write(1)
    await takeCheckpoint(deps)
    assert.equal((await lines()).length, 2)
    await isClean()
  })

  test('a file that is behind, or gone, is completed from the signed records of the table', async () => {
    for (let round = 0; round < 3; round += 1) {
      await write(1)
      await takeCheckpoint(deps)
    }
    const whole = await lines()
    await writeFile(checkpointFile(deps.folder), `${whole[0]}\n`)
    assert.equal((await verify()).fileBehind, 2)
    await takeCheckpoint(deps)
    assert.deepEqual(await lines(), whole)
    await rm(checkpointFile(deps.folder))
    await write(1)
    await takeCheckpoint(deps)
    assert.deepEqual((await lines()).slice(0, 3), whole)
    await isClean()
  })

  test('a number that two machines took stays twice in the file, and both lines must hold', async () => {
    await write(1)
    await takeCheckpoint(deps)
    await write(2)
    const [first] = await lines()
    await takeCheckpoint(deps)
    const [, second] = await lines()
    // The other machine had sealed the first of the two, and was cut off before its commit.
    const record = parseLine(second!)!
    const last = parseLine(first!)!
    const other = makeCheckpoint(
      placeOf(last),
      unpackLeaves(record.leaves).slice(0, 1),
      new Date(0),
      deps.keys,
    )
    await writeFile(checkpointFile(deps.folder), `${first}\n${toLine(other)}\n`)
    await write(1)
    await takeCheckpoint(deps)
    assert.deepEqual(
      (await lines()).map((line) => parseLine(line)?.no),
      [1, 2, 2, 3],
    )
    await isClean()
  })

  test('the table cut back behind the file is refused, not followed', async () => {
    await write(1)
    await takeCheckpoint(deps)
    await write(1)
    await takeCheckpoint(deps)
    await sql`delete from checkpoint where no = 2`.execute(deps.handle.db)
    await write(1)
    await assert.rejects(takeCheckpoint(deps), { code: 'ledgers.checkpoints_disagree' })
    const { findings } = await verify()
    assert.deepEqual(findings, [{ code: 'checkpoint_missing', checkpoint: 2, where: 'database' }])
  })

  test('a forged record in the table is never copied into the file', async () => {
    await write(1)
    await takeCheckpoint(deps)
    await write(1)
    await takeCheckpoint(deps)
    const [first] = await lines()
    await writeFile(checkpointFile(deps.folder), `${first}\n`)
    await sql`update checkpoint set actions = 7 where no = 2`.execute(deps.handle.db)
    await assert.rejects(takeCheckpoint(deps), { code: 'ledgers.checkpoints_disagree' })
    assert.deepEqual((await verify()).findings, [
      { code: 'checkpoint_altered', checkpoint: 2, where: 'database', what: 'signature' },
    ])
  })

  test('an altered copy in the database, or an altered line, is named while the other one serves', async () => {
    for (let round = 0; round < 3; round += 1) {
      await write(2)
      await takeCheckpoint(deps)
    }
    await sql`update checkpoint set leaves = set_byte(leaves, 30, (get_byte(leaves, 30) + 1) % 256) where no = 2`.execute(
      deps.handle.db,
    )
    assert.deepEqual((await verify()).findings, [
      { code: 'checkpoint_altered', checkpoint: 2, where: 'database', what: 'leaves' },
    ])
    const [one, two, three] = (await lines()).map((line) => parseLine(line)!)
    const altered = { ...one!, at: '2020-01-01T00:00:00.000Z' }
    await writeFile(
      checkpointFile(deps.folder),
      `${[altered, two!, three!].map((record) => toLine(record)).join('\n')}\n`,
    )
    assert.deepEqual((await verify()).findings[0], {
      code: 'checkpoint_altered',
      checkpoint: 1,
      where: 'file',
      what: 'signature',
    })
  })

  test('a signature under another key is no checkpoint', () => {
    const record = makeCheckpoint(
      genesis,
      [{ entryId: newId(), seq: 1, hash: Buffer.alloc(32, 7) }],
      new Date(0),
      deps.keys,
    )
    assert.equal(faultOf(record, deps.keys.signing.publicKey), undefined)
    assert.equal(faultOf({ ...record, total: 2 }, deps.keys.signing.publicKey), 'signature')
    assert.equal(faultOf({ ...record, leaves: Buffer.alloc(52) }, deps.keys.signing.publicKey), 'leaves')
  })
})
