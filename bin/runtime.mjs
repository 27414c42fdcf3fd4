/**
 * What must be there before TypeScript can run: a new enough Node and the packages of the lock file.
 * Plain JavaScript for Node 18 and later; nothing here may import from src.
 */
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isBundle } from './bundle-mark.mjs'
import { run, withProgress } from './child.mjs'
import { withInstallLock } from './install-lock.mjs'
import { doesNotRun, messages, reasons } from './messages.mjs'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const privateNode = '24.21.0'

/** A sentence for the person at the terminal, and an exit code. */
export class LauncherError extends Error {
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** True for the versions that run TypeScript files without a flag: 22.18, 23.6 and later. */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  if (major === 22) return minor >= 18
  if (major === 23) return minor >= 6
  return major >= 24
}

/** The npm package that carries Node itself for a platform, and the program inside it. */
export function runtimePackage(platform, arch) {
  const name = `node-${platform === 'win32' ? 'win' : platform}-${arch}`
  return { name, program: platform === 'win32' ? 'bin/node.exe' : 'bin/node' }
}

export function explain(output) {
  const known = reasons.find(({ found }) => found.test(output))
  if (known) return { zh: known.zh, en: known.en }
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!) */, '').trim())
  const last = lines.find((line) => line !== '' && !line.startsWith('code ')) ?? 'npm'
  return { zh: last, en: last }
}

/** `npm` in a quiet voice; on Windows it is a script and needs the shell. */
async function npm(args, cwd) {
  const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error']
  const shell = process.platform === 'win32'
  const result = await run('npm', [...args, ...quiet], { cwd, capture: true, shell })
  // Ctrl-C needs no explanation.
  if (result.interrupted) throw new LauncherError('', result.interrupted)
  return result
}

async function versionOf(node) {
  if (!existsSync(node)) return null
  const { code, output } = await run(node, ['-v'], { capture: true })
  return code === 0 ? output.trim() : null
}

/** The path of a Node that runs TypeScript: this one, or a private one that is installed on first use. */
export async function findRuntime() {
  if (isNewEnough(process.version)) return process.execPath
  const { name, program } = runtimePackage(process.platform, process.arch)
  const folder = join(root, '.yiwang', 'runtime')
  const node = join(folder, 'node_modules', name, program)
  // The folder is moved into place as a whole, so a file that is there is complete.
  if (existsSync(node) && readStamp(join(folder, '.stamp')) === privateNode) return node
  return withInstallLock(root, async () => {
    if (existsSync(node) && readStamp(join(folder, '.stamp')) === privateNode) return node
    return installRuntime({ folder, name, program })
  })
}

/** Puts Node into a folder of its own, whole or not at all; answers the path of the program. */
export async function installRuntime({ folder, name, program }) {
  const fresh = `${folder}.new`
  try {
    rmSync(fresh, { recursive: true, force: true })
    mkdirSync(fresh, { recursive: true })
  } catch (error) {
    throw new LauncherError(messages.noRuntime(process.version, explain(String(error))))
  }
  const args = ['install', '--prefix', fresh, '--ignore-scripts', '--no-save', `${name}@${privateNode}`]
  const { code, output } = await withProgress(messages.installingRuntime(privateNode), () => npm(args, fresh))
  const version = code === 0 ? await versionOf(join(fresh, 'node_modules', name, program)) : null
  if (version === null || !isNewEnough(version)) {
    rmSync(fresh, { recursive: true, force: true })
    const reason = code === 0 ? doesNotRun : explain(output)
    throw new LauncherError(messages.noRuntime(process.version, reason))
  }
  writeFileSync(join(fresh, '.stamp'), privateNode)
  rmSync(folder, { recursive: true, force: true })
  renameSync(fresh, folder)
  return join(folder, 'node_modules', name, program)
}

export function readStamp(path) {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return null
  }
}

export function hashOf(...parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}

/**
 * Packages of the lock file that are not installed in their version. `installed` is npm's own record, written when
 * an installation is complete. Packages for other platforms may be missing.
 */
export function missingPackages(lock, installed, { development }) {
  return Object.entries(lock.packages ?? {})
    .filter(([path]) => path !== '')
    .filter(([, entry]) => !entry.optional && !entry.devOptional && (development || !entry.dev))
    .filter(([path, entry]) => installed?.packages?.[path]?.version !== entry.version)
    .map(([path]) => path)
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** Installs the packages when the lock file is not the one they were installed from. */
export async function ensurePackages({ development }) {
  if (isBundle(root)) return
  const folder = join(root, 'node_modules')
  // A linked folder belongs to somebody else, who keeps it.
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return
  const stamp = join(folder, '.yiwang-stamp')
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const current = hashOf(lockText, process.platform, process.arch)
  const isCurrent = () => {
    const [hash, extent] = (readStamp(stamp) ?? '').split(' ')
    return hash === current && (extent === 'all' || !development)
  }
  if (isCurrent()) return
  await withInstallLock(root, async () => {
    if (isCurrent()) return
    const lock = JSON.parse(lockText)
    const isThere = (wanted) =>
      missingPackages(lock, readJson(join(folder, '.package-lock.json')), { development: wanted }).length ===
      0
    if (!isThere(development)) await installPackages()
    writeFileSync(stamp, `${current} ${isThere(true) ? 'all' : 'production'}\n`)
  })
}

async function installPackages() {
  const { code, output } = await withProgress(messages.installingPackages(), () =>
    npm(['ci', '--include=dev'], root),
  )
  if (code === 0) return
  throw new LauncherError(messages.installFailed(explain(output), writeLog('install.log', output)))
}

/** Keeps what a tool printed in a file and answers its path, or the end of the text where no file can be written. */
export function writeLog(name, text) {
  try {
    mkdirSync(join(root, '.yiwang'), { recursive: true })
    const path = join(root, '.yiwang', name)
    writeFileSync(path, text)
    return path
  } catch {
    return text.trim().split('\n').slice(-5).join('\n')
  }
}

/** The environment of everything that is started: the chosen Node comes first on the path. */
export function environmentFor(node) {
  return { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` }
}

/** Runtime and packages, then the TypeScript file; its exit code becomes ours. */
export async function runTypeScript(file, args) {
  const node = await findRuntime()
  await ensurePackages({ development: true })
  const { code } = await run(node, [file, ...args], { env: environmentFor(node) })
  process.exitCode = code
}

/** What V8 is told when the program itself runs; bench/RESULTS.md says what it saves and costs. */
const programFlags = JSON.parse(readFileSync(join(root, 'bin', 'node-flags.json'), 'utf8'))

/**
 * Where Node keeps compiled code from one start to the next. An installed bundle has none: what a server writes to, it
 * does not run.
 */
export function programEnvironment(node) {
  const kept = isBundle(root) ? {} : { NODE_COMPILE_CACHE: join(root, '.yiwang', 'compiled') }
  return { ...kept, ...environmentFor(node) }
}

/** Runtime and packages, then the program `yiwang`. Where the system allows it, it takes the launcher's place. */
export async function runProgram(args, { before } = {}) {
  const node = await findRuntime()
  await ensurePackages({ development: false })
  await before?.(node)
  const command = [...programFlags, join(root, 'src', 'main', 'cli.ts'), ...args]
  const env = programEnvironment(node)
  // Under npm somebody must stay who notices when it is gone.
  if (process.execve && process.platform !== 'win32' && !env.npm_lifecycle_event)
    process.execve(node, [node, ...command], env)
  const { code } = await run(node, command, { env })
  process.exitCode = code
}

/** Runs a launcher's main part; what it cannot do is one sentence and exit code 1. */
export async function launch(main) {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof LauncherError)) throw error
    if (error.message) process.stderr.write(`${error.message}\n`)
    process.exitCode = error.exitCode
  }
}
