#!/usr/bin/env node
/**
 * `npm run bundle`: everything that a server without a network needs, in one file: program, packages, web pages and
 * Node itself, with the hash of each part. `install.sh` inside installs it.
 */
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { run, withProgress } from './child.mjs'
import { bundleMark } from './bundle-mark.mjs'
import { tryBundle } from './bundle-trial.mjs'
import { messages } from './messages.mjs'
import {
  ensurePackages,
  explain,
  findRuntime,
  installRuntime,
  launch,
  LauncherError,
  root,
  runtimePackage,
  writeLog,
} from './runtime.mjs'
import { ensureWeb } from './web-build.mjs'

/** What of the repository runs, or is read by who operates it. */
const parts = `bin src data docs dist package.json package-lock.json LICENSE README.md README.zh-CN.md
  ARCHITECTURE.md SECURITY.md OPERATIONS.md GLOSSARY.md`.split(/\s+/)
const isTest = (path) => /\.test\.(ts|tsx|mjs)$/.test(path)

async function tool(command, args, cwd, failed) {
  const { code, interrupted, output } = await run(command, args, { cwd, capture: true })
  if (interrupted) throw new LauncherError('', interrupted)
  if (code !== 0) throw new LauncherError(failed(explain(output), writeLog('bundle.log', output)))
  return output
}

/** The files below a folder, as paths from it with `/`, in a fixed order; links are not followed. */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

async function sha256(path) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** The lines of `sha256sum` for every file of the folder. */
export async function hashesOf(folder) {
  const lines = []
  for (const path of filesBelow(folder)) lines.push(`${await sha256(join(folder, path))}  ${path}\n`)
  return lines.join('')
}

async function commit() {
  const { code, output } = await run('git', ['describe', '--always', '--dirty'], { cwd: root, capture: true })
  return code === 0 ? output.trim() : 'unknown'
}

async function fill(folder, release) {
  for (const part of parts)
    cpSync(join(root, part), join(folder, part), { recursive: true, filter: (path) => !isTest(path) })
  const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error']
  await withProgress(messages.installingPackages(), () =>
    tool('npm', ['ci', '--omit=dev', '--ignore-scripts', ...quiet], folder, messages.installFailed),
  )
  const { name, program } = runtimePackage(process.platform, process.arch)
  const runtime = join(folder, '.yiwang', 'runtime')
  await installRuntime({ folder: runtime, name, program })
  copyFileSync(join(root, 'bin', 'install.sh'), join(folder, 'install.sh'))
  chmodSync(join(folder, 'install.sh'), 0o755)
  const node = `.yiwang/runtime/node_modules/${name}/${program}`
  writeFileSync(join(folder, 'yiwang'), starter(node))
  chmodSync(join(folder, 'yiwang'), 0o755)
  writeFileSync(join(folder, bundleMark), `${release}\n`)
}

/** `yiwang` of the bundle: with the Node that came with it, from wherever it is called. */
const starter = (node) => `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec "$here/${node}" "$here/bin/yiwang.mjs" "$@"
`

/** Makes the bundle and its hash in the folder; answers the file. */
async function bundle(out) {
  const node = await findRuntime()
  await ensurePackages({ development: false })
  await ensureWeb(node)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const release = `yiwang-${version}-${await commit()}-${process.platform}-${process.arch}`
  const work = mkdtempSync(join(tmpdir(), 'yiwang-bundle-'))
  try {
    const folder = join(work, release)
    mkdirSync(folder)
    await fill(folder, release)
    const hashes = await hashesOf(folder)
    writeFileSync(join(folder, 'SHA256SUMS'), hashes)
    mkdirSync(out, { recursive: true })
    const file = join(out, `${release}.tar.gz`)
    const tar = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '-czf', file, release]
    await withProgress(messages.packingBundle(), () => tool('tar', tar, work, messages.bundleFailed))
    const whole = await sha256(file)
    writeFileSync(`${file}.sha256`, `${whole}  ${release}.tar.gz\n`)
    process.stdout.write(`${file}\nSHA-256 ${whole}\n`)
    return file
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

if (import.meta.main ?? process.argv[1] === import.meta.filename)
  await launch(async () => {
    const { values } = parseArgs({
      options: { out: { type: 'string', default: '.yiwang/bundle' }, try: { type: 'boolean' } },
    })
    const file = await bundle(resolve(values.out))
    if (values.try) await tryBundle(file)
  })
