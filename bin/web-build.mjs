/** Builds the web pages when they are missing or their sources changed. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isBundle } from './bundle-mark.mjs'
import { run, withProgress } from './child.mjs'
import { messages } from './messages.mjs'
import { environmentFor, hashOf, LauncherError, readStamp, root, writeLog } from './runtime.mjs'

/** True for a file below src that can reach a browser. */
export function isWebSource(name) {
  return /\.(ts|tsx|css|html|svg|json)$/.test(name) && !/\.test\.tsx?$/.test(name)
}

/** One line per source file with its size and time of change: cheap to take, and different after any edit. */
function listSources(folder, lines) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (entry.name !== 'server') listSources(path, lines)
    } else if (isWebSource(entry.name)) {
      const { size, mtimeMs } = statSync(path)
      lines.push(`${path} ${size} ${mtimeMs}`)
    }
  }
  return lines
}

export function webSourcesStamp(folder) {
  const lines = listSources(join(folder, 'src'), []).sort()
  const read = (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name)) : '')
  const settings = [
    'vite.config.ts',
    'scripts/compressed-files-plugin.ts',
    'scripts/field-worker-plugin.ts',
    'package-lock.json',
  ]
  return hashOf(lines.join('\n'), ...settings.map(read))
}

/** Writes the stamp last, inside the folder that a new build empties: an interrupted build leaves none. */
export async function ensureWeb(node) {
  if (isBundle(root)) return
  const stamp = join(root, 'dist', 'web', '.yiwang-stamp')
  const current = webSourcesStamp(root)
  if (readStamp(stamp) === current) return
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const { code, interrupted, output } = await withProgress(messages.buildingWeb(), () =>
    run(node, [vite, 'build', '--logLevel', 'warn'], { cwd: root, capture: true, env: environmentFor(node) }),
  )
  if (interrupted) throw new LauncherError('', interrupted)
  if (code !== 0) throw new LauncherError(messages.buildFailed(writeLog('build.log', output)))
  writeFileSync(stamp, `${current}\n`)
}
