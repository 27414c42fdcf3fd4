import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerFor, cacheOf, outdated } from './field-worker-rules.ts'

const origin = 'https://net.example'
const files = new Set(['/assets/entry-1.js', '/manifest.webmanifest'])
const asked = (path: string, mode = 'cors', method = 'GET') =>
  answerFor({ method, mode, url: new URL(path, origin).href }, origin, files)

test('the field face’s pages are answered by the page that was put by, and no other face’s', () => {
  for (const path of ['/m', '/m/', '/m/todo', '/m/entries/7?ledger=incident'])
    assert.deepEqual(asked(path, 'navigate'), { from: 'page' }, path)
  for (const path of ['/', '/map', '/meetings', '/wall/grid', '/portal', '/api/docs'])
    assert.equal(asked(path, 'navigate'), null, path)
})

test('neither the API nor a write nor a foreign host is ever answered from the worker', () => {
  assert.equal(asked('/api/session'), null)
  assert.equal(asked('/assets/entry-1.js', 'cors', 'POST'), null)
  assert.equal(asked('https://elsewhere.example/assets/entry-1.js'), null)
  assert.equal(asked('/assets/desk-2.js'), null)
  assert.deepEqual(asked('/assets/entry-1.js?v=1'), { from: 'file', path: '/assets/entry-1.js' })
})

test('the version before stays for pages that are open on it; older ones go', () => {
  const names = ['other', cacheOf('a'), cacheOf('b'), cacheOf('c')]
  assert.deepEqual(outdated(names, cacheOf('c')), [cacheOf('a')])
  assert.deepEqual(outdated([cacheOf('c')], cacheOf('c')), [])
})
