import { existsSync, readFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import type { KeyObject } from 'node:crypto'
import { AppError, isAppError } from '#kernel/errors/model'
import { translate } from '#kernel/i18n/model'
import type { DatabaseHandle } from '#kernel/db/server'
import { dataFolder } from '../data-folder.ts'
import '../safekeeping/messages.ts'
import { isClean, printVerification } from '../safekeeping/verification-text.ts'
import { type Command, type CommandIo, parseCommandLine } from './command.ts'
import { houseOptions, placeOf } from './house-options.ts'

const options = {
  ...houseOptions,
  replay: { type: 'boolean' },
  export: { type: 'string' },
  checkpoints: { type: 'string' },
  'public-key': { type: 'string' },
  json: { type: 'boolean' },
} as const

type Values = ReturnType<typeof parseCommandLine<typeof options>>['values']
type Place = ReturnType<typeof placeOf>

function unreadable(file: string, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new AppError('cli.unreadable_file', { params: { file, reason }, cause })
}

/** The key that signatures are checked with, and its PEM for whoever is to check them too. */
async function publicKeyOf(
  values: Values,
  { dataDir }: Place,
): Promise<{ key: KeyObject | string; pem: string }> {
  const file = values['public-key']
  if (file === undefined) {
    const { loadOrCreateKeys, publicKeyPem } = await import('#kernel/crypto/server')
    const keys = await loadOrCreateKeys(dataFolder(dataDir).keys)
    return { key: keys.signing.publicKey, pem: publicKeyPem(keys) }
  }
  try {
    const pem = readFileSync(file, 'utf8')
    const { createPublicKey } = await import('node:crypto')
    return { key: createPublicKey(pem), pem }
  } catch (error) {
    throw unreadable(file, error)
  }
}

type Exporter = {
  count: number
  write(line: string): Promise<void>
  finish(pem: string): Promise<void>
  /** After a failure: takes the draft away. After `finish` it does nothing. */
  discard(): Promise<void>
}

/** Writes beside the target and moves it into place at the end, so that a third party never gets half a file. */
async function openExport(file: string): Promise<Exporter> {
  const draft = `${file}.part`
  const handle = await open(draft, 'w', 0o644).catch((error: unknown) => {
    throw unreadable(draft, error)
  })
  let done = false
  const exporter: Exporter = {
    count: 0,
    write: async (line) => {
      exporter.count += 1
      await handle.appendFile(`${line}\n`)
    },
    finish: async (pem) => {
      await handle.sync()
      await handle.close()
      done = true
      await rename(draft, file)
      const key = await open(`${file}.pem`, 'w', 0o644)
      await key.writeFile(pem)
      await key.close()
    },
    discard: async () => {
      if (done) return
      await handle.close()
      await rm(draft, { force: true })
    },
  }
  return exporter
}

async function verify(values: Values, io: CommandIo): Promise<number> {
  const place = placeOf(values, io)
  const { checkpointFile, checkpointLine, verifyLog } = await import('#kernel/ledgers/server')
  const { alteredVersions } = await import('#kernel/rulebooks/server')
  const checkpoints = values.checkpoints ?? checkpointFile(dataFolder(place.dataDir).checkpoints)
  if (values.checkpoints !== undefined && !existsSync(checkpoints))
    throw unreadable(checkpoints, new Error('ENOENT'))
  const { key, pem } = await publicKeyOf(values, place)
  const exporter = values.export === undefined ? undefined : await openExport(values.export)
  let handle: DatabaseHandle | undefined
  try {
    const { openExisting } = await import('../safekeeping/place.ts')
    handle = await openExisting(place.dataDir, place.databaseUrl)
    const found = await verifyLog({
      handle,
      checkpoints,
      publicKey: key,
      replay: values.replay ? 'all' : 'sample',
      onCheckpoint: exporter && ((record) => exporter.write(checkpointLine(record))),
      onProgress: io.progress && ((done) => io.progress?.(translate(io.locale, 'cli.verify.progress', done))),
    })
    io.progress?.('')
    const rules = await alteredVersions(handle.db)
    const clean = isClean(found) && rules.length === 0
    await exporter?.finish(pem)
    if (values.json) io.out(JSON.stringify({ clean, ...found, rules }))
    else {
      printVerification(found, io)
      for (const altered of rules) io.out(`  ${translate(io.locale, 'cli.verify.rule', altered)}`)
      if (exporter && values.export !== undefined)
        io.out(
          translate(io.locale, 'cli.verify.exported', {
            count: exporter.count,
            file: values.export,
            key: `${values.export}.pem`,
          }),
        )
    }
    return clean ? 0 : 1
  } finally {
    await exporter?.discard()
    await handle?.close()
  }
}

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'cli.verify.summary',
  usage: 'cli.verify.usage',
  async run(args, io) {
    const { values, positionals } = parseCommandLine(args, options)
    if (positionals[0] !== undefined)
      throw new AppError('cli.bad_option', { params: { option: positionals[0] } })
    try {
      return await verify(values, io)
    } catch (error) {
      // 1 says that something is wrong with the log; here nothing could be said of it.
      const reason = error instanceof Error ? error.message : String(error)
      io.err(
        isAppError(error)
          ? translate(io.locale, `error.${error.code}`, error.params)
          : translate(io.locale, 'error.cli.unexpected', { reason }),
      )
      return 2
    }
  },
}
