import { readFile } from 'node:fs/promises'
import { AppError } from '#kernel/errors/model'
import { translate } from '#kernel/i18n/model'
import type { ImportReport } from '#kernel/ledgers/server'
import { type Command, type CommandIo, parseCommandLine } from './command.ts'
import { houseOptions, placeOf } from './house-options.ts'

async function readList(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new AppError('cli.unreadable_file', { params: { file, reason }, cause: error })
  }
}

/** Numbers of rows first, then each refused row with its number, its column and the reason. */
function print(io: CommandIo, kind: string, report: ImportReport): void {
  const { added, changed, unchanged, refused } = report
  io.out(
    translate(io.locale, 'cli.import.result', {
      added: added.length,
      changed: changed.length,
      unchanged: unchanged.length,
      refused: refused.length,
    }),
  )
  for (const { row, name } of changed) io.out(translate(io.locale, 'cli.import.changed', { row, name }))
  for (const { row, column, reason, value } of refused) {
    const why = translate(io.locale, `${kind}.import.reason.${reason}`, { value })
    io.err(translate(io.locale, 'cli.import.refused', { row, column: column ?? '', why }))
  }
}

export const importCommand: Command = {
  name: 'import',
  summary: 'cli.import.summary',
  usage: 'cli.import.usage',
  async run(args, io) {
    const { values, positionals } = parseCommandLine(args, { ...houseOptions, json: { type: 'boolean' } })
    const [kind, file, ...more] = positionals
    if (kind === undefined || file === undefined || more.length > 0)
      throw new AppError('cli.import_needs_file')
    const text = await readList(file)
    const { openHouse } = await import('../house.ts')
    const house = await openHouse(placeOf(values, io))
    try {
      const read = house.platforms
        .map((platform) => platform.imports?.[kind])
        .find((found) => found !== undefined)
      if (!read) {
        const kinds = house.platforms.flatMap((platform) => Object.keys(platform.imports ?? {}))
        throw new AppError('cli.unknown_import', { params: { kind, kinds: kinds.join(', ') } })
      }
      const report = await read(house, text)
      if (values.json) io.out(JSON.stringify(report, null, 2))
      else print(io, kind, report)
      return report.refused.length > 0 ? 1 : 0
    } finally {
      await house.close()
    }
  },
}
