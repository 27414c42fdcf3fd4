/** Chromium and a Chinese font for the tests of the screens; installed where we may, asked for elsewhere. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runCommand } from './command.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const macOs = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

export function findProgram(candidates: readonly string[], path: string): string | null {
  const folders = path.split(delimiter).filter(Boolean)
  const all = candidates.flatMap((name) => folders.map((folder) => join(folder, name)))
  return all.find((file) => existsSync(file)) ?? null
}

function findChromium(): string | null {
  const named = process.env['YIWANG_CHROMIUM']
  if (named) return existsSync(named) ? named : null
  return findProgram(names, process.env['PATH'] ?? '') ?? (existsSync(macOs) ? macOs : null)
}

export async function hasChineseFont(): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const { code, output } = await runCommand('fc-list', [':lang=zh-cn', 'family'])
  return code === 0 && output.trim() !== ''
}

/** Installs where we may, and says so first: it takes minutes in which nothing else is printed. */
export async function installWhereAllowed(packages: readonly string[]): Promise<void> {
  if (packages.length === 0 || !mayInstall()) return
  process.stdout.write(`  installing ${packages.join(', ')}\n`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await runCommand('apt-get', ['update'], { env })
  await runCommand('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env })
}

const mayInstall = () =>
  process.getuid?.() === 0 && findProgram(['apt-get'], process.env['PATH'] ?? '') !== null

/** The path of Chromium, or why the screens cannot be tested. */
export async function openChromium(): Promise<{ path: string } | { reason: string }> {
  const missing = [
    ...(findChromium() === null ? ['chromium'] : []),
    ...((await hasChineseFont()) ? [] : ['fontconfig', 'fonts-noto-cjk']),
  ]
  await installWhereAllowed(missing)
  const path = findChromium()
  if (path !== null && (await hasChineseFont())) return { path }
  return { reason: 'Chromium and a Chinese font are needed (apt install chromium fontconfig fonts-noto-cjk)' }
}
