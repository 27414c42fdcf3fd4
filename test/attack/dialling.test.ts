import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { methodCallsOf, parseSource, readSources } from '../../scripts/test/sources.ts'

/** What can open a line to somebody else, by the modules that it is made of. */
const dialling = /^(node:)?(net|http|https|http2|tls|dns|dns\/promises|dgram)$/

/**
 * Who may. Notices go out through `outgoing.ts`, which looks at every address first; the scanner is a socket of this
 * machine by its declaration; the rest listen, or ask whether a text is an address.
 */
const known = new Set([
  'src/kernel/notices/server/outgoing.ts',
  'src/kernel/files/server/clamd.ts',
  'src/main/metrics.ts',
  'src/main/commands/serve.ts',
  'src/kernel/identity/server/demonstration-routes.ts',
])

test('nothing of the house dials but what looks at the address first', () => {
  const found = readSources(join(import.meta.dirname, '../..'), ['src'], ['.ts', '.tsx'])
    .filter(({ path }) => !/\.test\.tsx?$/.test(path) && !/\/web(\/|\.tsx$)/.test(path))
    .flatMap((file) => {
      const parsed = parseSource(file)
      const modules = parsed.imports.filter(({ text, typeOnly }) => !typeOnly && dialling.test(text))
      const asks = /(?<![.\w])(?<!function )(?:fetch|WebSocket|EventSource)\(/.test(file.text)
      const calls = methodCallsOf(parsed).filter(({ text }) => text === 'fetch')
      return modules.length > 0 || asks || calls.length > 0 ? [file.path] : []
    })
  assert.deepEqual(
    found.filter((path) => !known.has(path)),
    [],
  )
  assert.deepEqual(
    [...known].filter((path) => !found.includes(path)),
    [],
  )
})
