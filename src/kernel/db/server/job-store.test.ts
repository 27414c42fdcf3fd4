import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { DatabaseHandle } from '#kernel/db/server'
import { openTestDatabase } from '../../../../test/world/database.ts'
import { createJobRunner, type Job } from './job-store.ts'

describe('leased work', () => {
  let handle: DatabaseHandle
  const now = new Date('2026-03-02T01:00:00Z')
  const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  before(async () => {
    handle = await openTestDatabase()
  })
  after(() => handle.close())

  function runnerOf(job: Job) {
    const onError = (name: string, error: unknown) => errors.push(`${name}: ${String(error)}`)
    return createJobRunner([job], { db: handle.db, now: () => now, onError })
  }
  const errors: string[] = []

  test('is done by one of two processes, and by the same one not twice at a time', async () => {
    const asked = Promise.withResolvers<void>()
    const finish = Promise.withResolvers<void>()
    let runs = 0
    const job: Job = {
      name: 'once',
      everyMs: 1000,
      run: async () => {
        runs += 1
        asked.resolve()
        await finish.promise
      },
    }
    const [one, two] = [runnerOf(job), runnerOf(job)]
    const first = one.runNow('once')
    await asked.promise
    assert.deepEqual([await one.runNow('once'), await two.runNow('once'), runs], [false, false, 1])
    finish.resolve()
    assert.equal(await first, true)
    assert.equal(await two.runNow('once'), true)
  })

  test('goes on at once after a clock was set back, whatever the times of before say', async () => {
    await sql`insert into job (name, next_at, locked_by, locked_until)
      values ('set_back', ${inMinutes(60)}, 'gone', ${inMinutes(62)})`.execute(handle.db)
    const ran = Promise.withResolvers<void>()
    const runner = runnerOf({ name: 'set_back', everyMs: 1000, run: async () => ran.resolve() })
    runner.start()
    await ran.promise
    await runner.stop()
  })

  test('is left alone while a process whose clock goes a minute ahead holds it', async () => {
    await sql`insert into job (name, next_at, locked_by, locked_until)
      values ('ahead', ${now}, 'other', ${inMinutes(3)})`.execute(handle.db)
    assert.equal(await runnerOf({ name: 'ahead', everyMs: 1000, run: async () => {} }).runNow('ahead'), false)
  })

  test('is taken up again by the process that could not give it back', async () => {
    let isAway = true
    const runner = runnerOf({
      name: 'kept',
      everyMs: 1000,
      run: async () => {
        if (isAway) await sql`alter table job rename to job_away`.execute(handle.db)
      },
    })
    await assert.rejects(runner.runNow('kept'))
    await sql`alter table job_away rename to job`.execute(handle.db)
    isAway = false
    assert.equal(await runner.runNow('kept'), true)
    assert.equal(errors.length, 1)
  })
})
