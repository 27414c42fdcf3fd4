import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readSources } from '../../scripts/test/sources.ts'
import { attacks } from './suite.ts'

const root = join(import.meta.dirname, '../..')

test('the suite takes every test of an attack, each of them is there, and the table of SECURITY.md names it', () => {
  const taken = new Set(attacks.flatMap(({ files }) => files))
  for (const file of taken) assert.ok(existsSync(join(root, file)), file)
  const own = readSources(
    root,
    ['test/attack'].map((path) => path.split('/')[0] as string),
    ['.test.ts'],
  )
    .map(({ path }) => path)
    .filter((path) => path.startsWith('test/attack/') && path !== 'test/attack/suite.test.ts')
  assert.deepEqual(
    own.filter((path) => !taken.has(path)),
    [],
  )
  const said = readFileSync(join(root, 'SECURITY.md'), 'utf8')
  const names = (path: string) => said.includes(path) || said.includes(path.split('/').at(-1) as string)
  assert.deepEqual(
    [...taken].filter((path) => !names(path) && !path.startsWith('test/access/')),
    [],
  )
})
