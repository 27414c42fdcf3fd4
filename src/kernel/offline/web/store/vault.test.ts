import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, mock, test } from 'node:test'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { LeaseAnswer } from '../../model/snapshot.ts'
import { toText, utf8 } from '../crypto/bytes.ts'
import { Tables } from './tables.ts'
import { Vault } from './vault.ts'

const hour = 3_600_000
const device = '5b0c1b52-6f6e-4c1a-9d46-7f2d0d6f6f01'

function lease(change: Partial<LeaseAnswer> = {}): LeaseAnswer {
  const now = Date.now()
  return {
    leaseId: device,
    from: new Date(now).toISOString(),
    until: new Date(now + 12 * hour).toISOString(),
    serverTime: new Date(now).toISOString(),
    half: toText(new Uint8Array(32).fill(9)),
    sealing: {
      keyId: '0'.repeat(16),
      publicKey: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) },
    },
    pinTries: 3,
    worker: { accountId: 7, positionId: 1, name: '示例' },
    ...change,
  }
}

describe('the store on a phone', () => {
  let tables: Tables
  beforeEach(() => {
    tables = new Tables('test', { indexedDB: new IDBFactory(), IDBKeyRange })
    mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-03-02T01:00:00Z') })
  })
  afterEach(() => {
    mock.timers.reset()
    tables.close()
  })
  const made = () => Vault.create(tables, { pin: '246810', deviceId: device, lease: lease(), rounds: 1000 })
  const again = async () => (await Vault.find(tables, 7)) as Vault
  const keep = async (vault: Vault) => {
    await tables.rows.put(await vault.closeJson('a', { name: '张三' }))
  }

  test('opens with the PIN alone while the lease holds', async () => {
    await keep(await made())
    const vault = await again()
    assert.equal(vault.state, 'locked')
    await assert.rejects(vault.getJson('a'), /locked/)
    assert.equal(await vault.unlock('246811'), 'wrong_pin')
    assert.equal(await vault.unlock('246810'), 'open')
    assert.deepEqual(await vault.getJson('a'), { name: '张三' })
    assert.equal(vault.row.tries, 0)
    vault.lock()
    await assert.rejects(vault.getJson('a'), /locked/)
  })

  test('nothing readable stands in the tables, and the half can’t be taken out', async () => {
    await keep(await made())
    const [row] = await tables.rows.toArray()
    assert.equal(new TextDecoder().decode(row?.data).includes('张三'), false)
    const half = (await again()).row.half as CryptoKey
    assert.equal(half.extractable, false)
    await assert.rejects(crypto.subtle.exportKey('raw', half))
  })

  test('too many wrong PINs take the key and the content away', async () => {
    await keep(await made())
    const vault = await again()
    assert.equal(await vault.unlock('1'), 'wrong_pin')
    assert.equal(await (await again()).unlock('2'), 'wrong_pin')
    assert.equal(await vault.unlock('3'), 'destroyed')
    assert.equal(await (await again()).unlock('246810'), 'destroyed')
    assert.equal(await tables.rows.count(), 0)
    assert.equal((await again()).row.wrapped, null)
  })

  test('another PIN opens the same content, the old one nothing, and a wrong one counts as a try', async () => {
    await keep(await made())
    const vault = await again()
    assert.equal(await vault.unlock('246810'), 'open')
    assert.equal(await vault.changePin('1', '135790'), 'wrong_pin')
    assert.equal((await again()).row.tries, 1)
    assert.equal(vault.isOpen, true)
    assert.equal(await vault.changePin('246810', '135790'), 'open')
    assert.equal((await again()).row.tries, 0)
    const later = await again()
    assert.equal(await later.unlock('246810'), 'wrong_pin')
    assert.equal(await later.unlock('135790'), 'open')
    assert.deepEqual(await later.getJson('a'), { name: '张三' })
    assert.equal(await later.changePin('1', '246810'), 'wrong_pin')
    assert.equal(await later.changePin('2', '246810'), 'wrong_pin')
    assert.equal(await later.changePin('3', '246810'), 'destroyed')
    assert.equal(later.isOpen, false)
    assert.equal(await tables.rows.count(), 0)
  })

  test('a try that is cut short counts', async () => {
    await made()
    const vault = await again()
    void vault.unlock('1').catch(() => undefined)
    await vault.unlock('2')
    assert.equal((await again()).row.tries, 2)
  })

  test('after the lease the right PIN opens nothing until the server gives its half again', async () => {
    await keep(await made())
    mock.timers.tick(12 * hour)
    const vault = await again()
    assert.equal(await vault.unlock('246810'), 'lapsed')
    assert.equal((await again()).row.half, null)
    // Set back, the clock doesn't bring the half back.
    mock.timers.setTime(Date.parse('2026-03-02T02:00:00Z'))
    assert.equal(await (await again()).unlock('246810'), 'lapsed')
    await vault.renew(lease())
    assert.equal(await vault.unlock('246810'), 'open')
    await vault.renew(lease({ half: toText(new Uint8Array(32).fill(8)) }))
    vault.lock()
    assert.equal(await vault.unlock('246810'), 'wrong_pin')
  })

  test('a clock that was set back opens nothing', async () => {
    const vault = await made()
    mock.timers.tick(6 * hour)
    await vault.live()
    assert.equal(vault.state, 'open')
    mock.timers.setTime(Date.parse('2026-03-02T03:00:00Z'))
    await vault.live()
    assert.equal(vault.isOpen, false)
    assert.equal(await (await again()).unlock('246810'), 'lapsed')
  })

  test('a value that was altered, or put in another’s place, is not read', async () => {
    const vault = await made()
    const row = await vault.close('a', utf8('secret'))
    assert.equal(new TextDecoder().decode(await vault.openRow(row)), 'secret')
    await assert.rejects(vault.openRow({ ...row, key: 'b' }))
    const data = row.data.slice(0)
    new Uint8Array(data)[0] = (new Uint8Array(data)[0] ?? 0) ^ 1
    await assert.rejects(vault.openRow({ ...row, data }))
    const other = await Vault.create(tables, { pin: '1', deviceId: device, lease: lease(), rounds: 1000 })
    await assert.rejects(other.openRow(row))
  })
})
