import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AppError } from '#kernel/errors/model'
import { translate } from '#kernel/i18n/model'
import { dataFolder } from '../data-folder.ts'
import '../safekeeping/messages.ts'
import { type Command, type CommandIo, parseCommandLine } from './command.ts'
import { houseOptions, placeOf } from './house-options.ts'

const options = { ...houseOptions, 'with-keys': { type: 'boolean' }, json: { type: 'boolean' } } as const

/** The one file that a command is about. */
export function fileOf(positionals: readonly string[]): string {
  if (positionals.length !== 1 || !positionals[0])
    throw new AppError('cli.one_file', { params: { given: positionals.length } })
  return resolve(positionals[0])
}

function programVersion(): string {
  const file = join(import.meta.dirname, '../../../package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseCommandLine(args, options)
  const file = fileOf(positionals)
  const { dataDir, databaseUrl } = placeOf(values, io)
  const folder = dataFolder(dataDir)
  if (existsSync(file)) throw new AppError('backup.exists', { params: { file } })
  const { openExisting } = await import('../safekeeping/place.ts')
  const { makeBackup } = await import('../safekeeping/backup.ts')
  const { loadOrCreateKeys } = await import('#kernel/crypto/server')
  const { systemClock } = await import('#kernel/time/model')
  const withKeys = values['with-keys'] ?? false
  const handle = await openExisting(dataDir, databaseUrl)
  try {
    const manifest = await makeBackup({
      handle,
      folder,
      keys: await loadOrCreateKeys(folder.keys),
      withKeys,
      file,
      version: programVersion(),
      now: systemClock.now(),
      onProgress: io.progress && ((done) => io.progress?.(translate(io.locale, 'cli.backup.progress', done))),
    })
    io.progress?.('')
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    const files = manifest.parts.filter((part) => part.name.startsWith('files/')).length
    const bytes = statSync(file).size
    if (values.json) io.out(JSON.stringify({ file, bytes, rows, files, tables: manifest.tables, withKeys }))
    else {
      io.out(translate(io.locale, 'cli.backup.done', { file, rows, files, size: (bytes / 1e6).toFixed(1) }))
      io.out(
        translate(io.locale, withKeys ? 'cli.backup.has_keys' : 'cli.backup.no_keys', { file: folder.keys }),
      )
    }
    return 0
  } finally {
    await handle.close()
  }
}

export const backupCommand: Command = {
  name: 'backup',
  summary: 'cli.backup.summary',
  usage: 'cli.backup.usage',
  run,
}
