import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { AppError } from '#kernel/errors/model'
import { translate } from '#kernel/i18n/model'
import { giveBackMemory } from '../idle-memory.ts'
import type { App } from '../server.ts'
import { type Command, type CommandIo, parseCommandLine } from './command.ts'
import { houseOptions, placeOf } from './house-options.ts'

const options = {
  ...houseOptions,
  port: { type: 'string' },
  host: { type: 'string' },
  fresh: { type: 'boolean' },
  empty: { type: 'boolean' },
  'real-only': { type: 'boolean' },
  small: { type: 'boolean' },
  cert: { type: 'string' },
  key: { type: 'string' },
  proxy: { type: 'string' },
  address: { type: 'string' },
  metrics: { type: 'string' },
  verbose: { type: 'boolean' },
} as const

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

function portOf(text: string | undefined): number {
  const port = Number(text ?? 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new AppError('cli.bad_port', { params: { port: text ?? '' } })
  return port
}

/** Asked before anything is opened or written: a busy port should cost nothing. */
async function refuseBusyPort(port: number, host: string): Promise<void> {
  const probe = createServer()
  probe.listen(port, host)
  try {
    await once(probe, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new AppError('serve.port_busy', { params: { port: String(port) }, cause: error })
    throw new AppError('serve.cannot_listen', {
      params: { host, port: String(port), reason: code ?? String(error) },
      cause: error,
    })
  }
  probe.close()
  await once(probe, 'close')
}

/** Where the server is found from outside, without a path: what codes on paper lead to. */
function originOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.username !== '')
    throw new AppError('serve.bad_address', { params: { address } })
  return url.origin
}

function tlsOf(cert: string | undefined, key: string | undefined): { cert: string; key: string } | undefined {
  if (cert === undefined && key === undefined) return undefined
  try {
    return { cert: readFileSync(cert ?? '', 'utf8'), key: readFileSync(key ?? '', 'utf8') }
  } catch (error) {
    throw new AppError('serve.bad_certificate', { params: { reason: String(error) }, cause: error })
  }
}

/** Puts an old demonstration aside; other data is never touched. */
async function setAside(dataDir: string, settings: string): Promise<void> {
  const { readInstallation } = await import('../seed.ts')
  const { lockFolder } = await import('#kernel/db/server')
  if (!existsSync(dataDir)) return
  if (existsSync(join(dataDir, 'pg')) && !readInstallation(settings)?.demonstration)
    throw new AppError('serve.not_a_demonstration', { params: { folder: dataDir } })
  lockFolder(dataDir).release()
  renameSync(dataDir, `${dataDir}.before-${new Date().toISOString().replaceAll(/[:.]/g, '')}`)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
}

type Shown = { address: string; demonstration: boolean; embedded: boolean; dataDir: string }

function greet(io: CommandIo, { address, demonstration, embedded, dataDir }: Shown): void {
  const t = (key: string, params: Record<string, string> = {}) => translate(io.locale, key, params)
  io.out('')
  io.out(t('cli.serve.ready', { address }))
  io.out(t('cli.serve.wall', { address: `${address}/wall/projects` }))
  io.out(t('cli.serve.api', { address: `${address}/api/docs` }))
  io.out(t(embedded ? 'cli.serve.embedded' : 'cli.serve.postgres', { folder: dataDir }))
  if (demonstration) for (const line of t('cli.serve.try').split('\n')) io.out(line)
  io.out(t('cli.serve.stop'))
}

/** Ends in order at Ctrl-C or a service manager's request; asked twice, at once. */
async function untilStopped(app: App): Promise<void> {
  await new Promise<void>((resolve) => {
    let asked = false
    const stop = () => {
      if (asked) process.exit(130)
      asked = true
      resolve()
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
  })
  await app.close()
}

export const serveCommand: Command = {
  name: 'serve',
  summary: 'cli.serve.summary',
  usage: 'cli.serve.usage',
  async run(args, io) {
    const { values } = parseCommandLine(args, options)
    const host = values.host ?? '127.0.0.1'
    const port = portOf(values.port)
    const tls = tlsOf(values.cert, values.key)
    const origin = originOf(values.address)
    await refuseBusyPort(port, host)
    const measuring = values.metrics === undefined ? undefined : portOf(values.metrics)
    if (measuring !== undefined) await refuseBusyPort(measuring, '127.0.0.1')
    const place = placeOf(values, io)
    const [{ openHouse }, { createApp }, { dataFolder }, { readInstallation, seedHouse }] = await Promise.all(
      [import('../house.ts'), import('../server.ts'), import('../data-folder.ts'), import('../seed.ts')],
    )
    const metering = measuring === undefined ? undefined : await import('../metrics.ts')
    const { settings } = dataFolder(place.dataDir)
    if (values.fresh && place.databaseUrl) throw new AppError('serve.fresh_is_embedded')
    if (values.fresh) await setAside(place.dataDir, settings)
    const house = await openHouse({ ...place, origin })
    try {
      // Accounts that open by one click exist on the loopback alone, and only where the demonstration was asked for.
      const mayShow = loopback.has(host) && !values.empty && place.databaseUrl === undefined
      if (mayShow && readInstallation(settings) === undefined) {
        io.out(translate(io.locale, 'cli.serve.seeding'))
        const lines = await seedHouse(house, {
          realOnly: values['real-only'] ?? false,
          accounts: true,
          records: true,
          settings,
          population: values.small ? 'slice' : 'whole',
        })
        for (const { key, params } of lines) io.out(`  ${translate(io.locale, key, params)}`)
      }
      const demonstration = loopback.has(host) && (readInstallation(settings)?.demonstration ?? false)
      const metrics = metering?.createMetrics()
      const app = await createApp(house, {
        demonstration,
        webDir: join(import.meta.dirname, '../../../dist/web'),
        logger: { level: values.verbose ? 'info' : 'warn' },
        secure: tls !== undefined || values.proxy !== undefined,
        ...(tls ? { tls } : {}),
        trustProxy: values.proxy === undefined ? false : values.proxy.split(','),
        ...(metrics ? { onJobRun: metrics.jobRan } : {}),
      })
      metrics?.watch(house, app)
      // One request's rejected promise that nobody waited for must not take the house down with it.
      process.on('unhandledRejection', (error) =>
        app.server.log.error({ err: error }, 'a rejection that nobody handled'),
      )
      await app.server.listen({ port, host })
      const { port: bound } = app.server.server.address() as { port: number }
      greet(io, {
        address: `${tls ? 'https' : 'http'}://${host}:${bound}`,
        demonstration,
        embedded: house.handle.kind === 'embedded',
        dataDir: place.dataDir,
      })
      const asked = metrics && (await metering?.serveMetrics(metrics, measuring ?? 0))
      giveBackMemory()
      await untilStopped(app)
      asked?.close()
      return 0
    } finally {
      await house.close()
    }
  },
}
