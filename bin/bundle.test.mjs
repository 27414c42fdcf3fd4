import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { hashesOf } from './bundle.mjs'
import { root } from './runtime.mjs'

describe('the installer of a bundle', () => {
  const work = mkdtempSync(join(tmpdir(), 'yiwang-install-'))
  after(() => rmSync(work, { recursive: true, force: true }))

  /** A bundle with a program that does nothing but end well. */
  async function packed(release) {
    const folder = join(work, release)
    mkdirSync(join(folder, 'docs'), { recursive: true })
    copyFileSync(join(root, 'bin', 'install.sh'), join(folder, 'install.sh'))
    writeFileSync(join(folder, 'yiwang'), '#!/bin/sh\nexit 0\n', { mode: 0o755 })
    writeFileSync(join(folder, 'BUNDLE'), `${release}\n`)
    writeFileSync(join(folder, 'docs', '文件.txt'), 'one\n')
    writeFileSync(join(folder, 'SHA256SUMS'), await hashesOf(folder))
    return folder
  }
  const to = join(work, 'to')
  const install = (folder, ...args) => {
    const all = ['--to', to, '--data', join(work, 'data'), ...args]
    const { status, stderr } = spawnSync('sh', [join(folder, 'install.sh'), ...all], { encoding: 'utf8' })
    return { status, stderr }
  }

  test('installs beside what was there, turns the link, and closes the data folder to others', async () => {
    assert.equal(install(await packed('yiwang-1')).status, 0)
    assert.equal(install(await packed('yiwang-2')).status, 0)
    assert.equal(readlinkSync(join(to, 'current')), join(to, 'releases', 'yiwang-2'))
    assert.equal(readFileSync(join(to, 'releases', 'yiwang-1', 'docs', '文件.txt'), 'utf8'), 'one\n')
    assert.equal(statSync(join(work, 'data')).mode & 0o777, 0o700)
  })

  test('refuses a bundle with a byte changed, a file lost, or a file too many', async () => {
    const faults = {
      changed: (folder) => appendFileSync(join(folder, 'docs', '文件.txt'), '!'),
      lost: (folder) => rmSync(join(folder, 'docs', '文件.txt')),
      added: (folder) => writeFileSync(join(folder, 'bin.mjs'), ''),
    }
    for (const [fault, make] of Object.entries(faults)) {
      const folder = await packed(`yiwang-${fault}`)
      make(folder)
      const { status, stderr } = install(folder)
      assert.equal(status, 1, fault)
      assert.match(stderr, /nothing was installed/, fault)
    }
    assert.equal(readlinkSync(join(to, 'current')), join(to, 'releases', 'yiwang-2'))
  })

  test('refuses a program that does not run here, and folders that a service file could not name', async () => {
    const folder = await packed('yiwang-foreign')
    writeFileSync(join(folder, 'yiwang'), '#!/bin/sh\nexit 127\n')
    rmSync(join(folder, 'SHA256SUMS'))
    writeFileSync(join(folder, 'SHA256SUMS'), await hashesOf(folder))
    assert.match(install(folder).stderr, /does not run on this machine/)
    assert.match(install(folder, '--data', '/a|b').stderr, /letters, digits/)
    assert.equal(install(folder, '--unknown').status, 2)
  })
})
