import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { readDivisionDataset } from '#kernel/divisions/server'
import { seedOrganisations } from '#kernel/orgs/server'
import { type IdentityWorld, openIdentityWorld } from '../../../../test/world/identity.ts'
import { seedDemonstrationAccounts } from './seed-accounts.ts'

const folder = join(import.meta.dirname, '../../../../data/organisations')
const loopback = { host: 'localhost:8080' }

describe('the demonstration', () => {
  let world: IdentityWorld
  before(async () => {
    world = await openIdentityWorld({ demonstration: true })
    const { db } = world.handle
    await seedOrganisations(db, readDivisionDataset(['211302', '211303']).divisions, folder)
    for (let n = 0; n < 2; n++)
      await seedDemonstrationAccounts(db, join(folder, 'demonstration-accounts.json'), world.clock.now())
  })
  after(() => world.close())

  test('offers every kind of role, in the caller’s language', async () => {
    const browser = world.browser('127.0.0.1')
    const { body } = await browser.send('GET', '/api/demonstration/roles', undefined, loopback)
    const names = body.map(({ loginName }: { loginName: string }) => loginName)
    assert.deepEqual(names.slice(0, 6), ['steward', 'sponsor', 'bureau', 'unit', 'office', 'leader'])
    for (const name of ['auditor', 'admin', 'security', 'outsider']) assert.ok(names.includes(name), name)
    assert.equal(new Set(names).size, names.length)
    assert.equal(body[0].title, 'Project steward')
    assert.equal(body[0].organisation, 'Key Project Service Centre of Shuangta District')
    const chinese = { ...loopback, 'accept-language': 'zh' }
    const other = await browser.send('GET', '/api/demonstration/roles', undefined, chinese)
    assert.equal(other.body[0].title, '项目管家')
    for (const { name } of other.body) assert.match(name, /^示例·/)
  })

  test('signs every offered role in by one click, and nobody else', async () => {
    const browser = world.browser('::1')
    const roles = await browser.send('GET', '/api/demonstration/roles', undefined, loopback)
    for (const { loginName } of roles.body) {
      const answer = await browser.post('/api/demonstration/session', { loginName }, undefined, loopback)
      assert.equal(answer.status, 201, loginName)
      assert.equal(answer.body.account.loginName, loginName)
      assert.equal(answer.body.demonstration, true)
      assert.equal((await browser.get('/api/session')).body.account.loginName, loginName)
    }
    await world.account('ordinary', ['plans.steward'])
    for (const loginName of ['ordinary', 'nobody'])
      assert.equal(
        (await browser.post('/api/demonstration/session', { loginName }, undefined, loopback)).status,
        404,
      )
  })

  test('no password opens a demonstration account', async () => {
    for (const password of ['', ' ', 'steward', 'null'])
      assert.notEqual((await world.browser('127.0.0.1').signIn('steward', password)).status, 201)
  })

  test('a caller from elsewhere, or one lured here under another name, finds nothing', async () => {
    for (const [address, host] of [
      ['198.51.100.4', 'localhost:8080'],
      ['127.0.0.1', 'rebound.example:8080'],
      ['127.0.0.1', '127.0.0.1.evil.example'],
    ] as const) {
      const browser = world.browser(address)
      assert.equal((await browser.send('GET', '/api/demonstration/roles', undefined, { host })).status, 404)
      const body = { loginName: 'steward' }
      assert.equal((await browser.post('/api/demonstration/session', body, undefined, { host })).status, 404)
    }
  })
})

test('outside the demonstration its routes do not exist', async () => {
  const world = await openIdentityWorld()
  const browser = world.browser('127.0.0.1')
  assert.equal((await browser.send('GET', '/api/demonstration/roles', undefined, loopback)).status, 404)
  const body = { loginName: 'steward' }
  assert.equal((await browser.post('/api/demonstration/session', body, undefined, loopback)).status, 404)
  await world.close()
})
