import assert from 'node:assert/strict'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import { registrar } from '../../test/world/registry.ts'
import { openHouse } from './house.ts'

describe('the house', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'yiwang-house-'))
  after(() => rm(dataDir, { recursive: true }))

  test('keys are made with the database, and never again for one that has data', async () => {
    const keyFile = join(dataDir, 'keys.json')
    await (await openHouse({ dataDir })).close()
    const made = await readFile(keyFile, 'utf8')
    await rm(keyFile)
    await assert.rejects(openHouse({ dataDir }), { code: 'crypto.key_file_missing' })
    await writeFile(keyFile, made, { mode: 0o600 })
    await (await openHouse({ dataDir })).close()
    assert.equal(await readFile(keyFile, 'utf8'), made)
  })

  test('a file is seen through the entries it hangs on', async () => {
    const house = await openHouse({ dataDir })
    const { db } = house.handle
    try {
      const reader = registrar({ divisions: ['211302'] })
      const stranger = registrar({ divisions: ['211303'] })
      const [loose, hung, entry] = [newId(), newId(), newId()]
      await sql`
      insert into entry (id, ledger_id, def_version, no, stage, is_open, division_code, organisation_id, opened_at,
        effective_at, since_effective, since_recorded, seq, head_hash, title, data, origins, marks)
      select ${entry}, id, 1, 'T-1', 'registered', true, '211302009', 1, now(), now(), now(), now(), 1, '', 'T',
        '{}', '{}', '{}' from ledger limit 1`.execute(db)
      await sql`insert into entry_file (entry_id, file_id, seq) values (${entry}, ${hung}, 1)`.execute(db)
      const access = house.files.attachmentAccess
      assert.equal(await access(db, reader, loose), 'unattached')
      assert.equal(await access(db, reader, hung), 'readable')
      assert.equal(await access(db, stranger, hung), 'hidden')
      // Asked inside a transaction, on the embedded database's only connection.
      const inside = await db.transaction().execute((tx) => access(tx, reader, hung))
      assert.equal(inside, 'readable')
    } finally {
      await house.close()
    }
  })
})
