import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { translate } from '#kernel/i18n/model'
import { decryptText, encrypt } from './columns.ts'
import { loadOrCreateKeys } from './key-file.ts'

describe('the key file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-keys-'))
  after(() => rm(folder, { recursive: true }))

  test('a missing file is an error unless creation was asked for', async () => {
    const file = join(folder, 'missing.json')
    await assert.rejects(loadOrCreateKeys(file), { code: 'crypto.key_file_missing', params: { file } })
    assert.match(translate('en', 'error.crypto.key_file_missing', { file }), /missing\.json is missing/)
  })

  test('a created file is private to its owner and gives the same keys on every later load', async () => {
    const file = join(folder, 'new', 'keys.json')
    const created = await loadOrCreateKeys(file, { create: true, cipher: 'sm4-cbc-sm3hmac' })
    assert.equal((await stat(file)).mode & 0o777, 0o600)
    assert.deepEqual(await readdir(join(folder, 'new')), ['keys.json'])
    const loaded = await loadOrCreateKeys(file, { create: true })
    assert.equal(loaded.signing.id, created.signing.id)
    assert.equal(loaded.cipher, 'sm4-cbc-sm3hmac')
    assert.equal(decryptText(loaded, encrypt(created, 'x', 'a').bytes, 'a'), 'x')
  })

  test('of several processes that create at once, all end with the same keys', async () => {
    const file = join(folder, 'race.json')
    const all = await Promise.all(Array.from({ length: 8 }, () => loadOrCreateKeys(file, { create: true })))
    assert.equal(new Set(all.map((keys) => keys.signing.id)).size, 1)
  })

  test('a file that others can reach is refused with the remedy', async () => {
    const file = join(folder, 'exposed.json')
    await loadOrCreateKeys(file, { create: true })
    await chmod(file, 0o640)
    const params = { file, mode: '640' }
    await assert.rejects(loadOrCreateKeys(file, { create: true }), {
      code: 'crypto.key_file_exposed',
      params,
    })
    assert.ok(translate('zh-CN', 'error.crypto.key_file_exposed', params).endsWith(`chmod 600 ${file}`))
  })

  test('a damaged file is refused, left alone and not quoted', async () => {
    const file = join(folder, 'damaged.json')
    await loadOrCreateKeys(file, { create: true })
    const whole = await readFile(file, 'utf8')
    const parsed = JSON.parse(whole)
    const damaged = [
      [whole.slice(0, -20), 'not JSON'],
      ['[]', 'not an object'],
      [JSON.stringify({ ...parsed, active: 7 }), 'the active column key 7 is not there'],
      [JSON.stringify({ ...parsed, blind_index_key: 'c2hvcnQ=' }), 'blind_index_key'],
      [JSON.stringify({ ...parsed, format: 'other' }), 'format'],
      [
        JSON.stringify({ ...parsed, column_keys: [parsed.column_keys[0], parsed.column_keys[0]] }),
        'two column keys share a number',
      ],
    ] as const
    for (const [text, reason] of damaged) {
      await writeFile(file, text)
      await assert.rejects(loadOrCreateKeys(file, { create: true }), {
        code: 'crypto.key_file_corrupt',
        params: { file, reason },
      })
      assert.equal(await readFile(file, 'utf8'), text)
    }
  })

  test('a path that cannot be read or written names the reason', async () => {
    const asFolder = join(folder, 'folder')
    await mkdir(asFolder, { mode: 0o700 })
    await assert.rejects(loadOrCreateKeys(asFolder), { code: 'crypto.key_file_unreadable' })
    await writeFile(join(folder, 'plain'), '', { mode: 0o600 })
    const below = join(folder, 'plain', 'keys.json')
    await assert.rejects(loadOrCreateKeys(below, { create: true }), { code: 'crypto.key_file_unreadable' })
  })
})
