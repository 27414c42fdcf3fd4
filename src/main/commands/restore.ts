import { resolve } from 'node:path'
import { translate } from '#kernel/i18n/model'
import { dataFolder } from '../data-folder.ts'
import '../safekeeping/messages.ts'
import { isClean, printVerification } from '../safekeeping/verification-text.ts'
import { fileOf } from './backup.ts'
import { type Command, type CommandIo, parseCommandLine } from './command.ts'
import { houseOptions, placeOf } from './house-options.ts'

const options = { ...houseOptions, erasures: { type: 'string' }, json: { type: 'boolean' } } as const

async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseCommandLine(args, options)
  const file = fileOf(positionals)
  const { dataDir, databaseUrl } = placeOf(values, io)
  const folder = dataFolder(dataDir)
  const { restoreBackup } = await import('../safekeeping/restore.ts')
  const { manifest, hasKeys, verification, erasedAgain } = await restoreBackup({
    file,
    folder,
    databaseUrl,
    erasures: values.erasures === undefined ? undefined : resolve(values.erasures),
    onProgress: io.progress && ((done) => io.progress?.(translate(io.locale, 'cli.restore.progress', done))),
  })
  io.progress?.('')
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  if (values.json)
    io.out(
      JSON.stringify({
        rows,
        at: manifest.at,
        hasKeys,
        erasedAgain: erasedAgain ?? null,
        clean: isClean(verification),
        verification,
      }),
    )
  else {
    io.out(translate(io.locale, 'cli.restore.done', { rows, at: manifest.at, folder: dataDir }))
    if (!hasKeys) io.out(translate(io.locale, 'cli.restore.needs_keys', { file: folder.keys }))
    io.out(
      erasedAgain === undefined
        ? translate(io.locale, 'cli.restore.no_erasures', { at: manifest.at })
        : translate(io.locale, 'cli.restore.erased', { count: erasedAgain }),
    )
    printVerification(verification, io)
  }
  return isClean(verification) ? 0 : 1
}

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'cli.restore.summary',
  usage: 'cli.restore.usage',
  run,
}
