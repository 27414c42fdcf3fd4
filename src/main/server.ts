import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { createJobRunner, type Database, follow, type JobRun, type JobRunner } from '#kernel/db/server'
import { divisionRoutes } from '#kernel/divisions/server'
import { fileRoutes } from '#kernel/files/server'
import { createHttpServer, defineRoute, type HttpServer, type Route } from '#kernel/http/server'
import {
  accountNames,
  accountRoutes,
  createIdentity,
  demonstrationRoutes,
  type Identity,
  nameRoutes,
  organisationKeepingRoutes,
  positionRoutes,
  sessionRoutes,
} from '#kernel/identity/server'
import {
  batchRoutes,
  type Consumer,
  dateMoveRoutes,
  definitionRoutes,
  countOpenTasks,
  entryRoutes,
  fillRoutes,
  fileRetentionRoutes,
  erasureRoutes,
  ledgerRoutes,
  reactionConsumer,
  reactionRoutes,
  LiveHub,
  type OfflineReference,
  type OfflineTaker,
  liveRoute,
  migrationRoutes,
  statisticsRoutes,
  Relay,
  subjectRoutes,
  titleRoutes,
  viewRoutes,
  whatIfRoute,
} from '#kernel/ledgers/server'
import { mapRoutes } from '#kernel/map/server'
import { adapterRoutes, noticeConsumer, noticeRoutes } from '#kernel/notices/server'
import { offlineRoutes } from '#kernel/offline/server'
import { organisationRoutes, ownCalendarRoutes } from '#kernel/orgs/server'
import { searchConsumer, searchRoutes } from '#kernel/search/server'
import { filesOfRequests } from '#kernel/registry/server'
import { type RulebookHooks, rulebookRoutes } from '#kernel/rulebooks/server'
import { filesOfReports, logReports, reportRoutes } from '#kernel/reports/server'
import { calendarRoutes } from '#kernel/time/server'
import type { LocalText } from '#kernel/i18n/model'
import { erasableOf, type House } from './house.ts'
import { jobsOf, sendingOf } from './jobs.ts'
import { correctionTaker, routesOfRegister } from './registry.ts'

export type AppOptions = {
  /** The server listens on the loopback only and the data is the demonstration's: roles are offered by one click. */
  demonstration: boolean
  /** Runs relay, ladder, checkpoints; off where a test drives them itself. */
  background?: boolean
  webDir?: string | undefined
  logger?: boolean | { level: string }
  secure?: boolean
  tls?: { cert: string; key: string }
  trustProxy?: string[] | false
  checkResponses?: boolean
  /** Told of every run of background work. */
  onJobRun?: (name: string, run: JobRun) => void
}

export type App = {
  server: HttpServer
  routes: readonly Route[]
  identity: Identity
  hub: LiveHub
  relay: Relay
  jobs: JobRunner
  /** Stops taking requests, tells what is waiting, and stops; the house is closed by whoever opened it. */
  close(): Promise<void>
}

const Health = z.object({
  status: z.literal('ok'),
  database: z.enum(['embedded', 'postgres']),
  demonstration: z.boolean(),
  version: z.string(),
})

function healthRoute(house: House, demonstration: boolean, version: string): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/health',
    summary: 'Whether the server is up, and on which database',
    access: { kind: 'public', because: 'a monitor has no account, and it tells nothing of the data' },
    response: Health,
    handler: async () => {
      await house.orgDirectory.refresh()
      return { status: 'ok' as const, database: house.handle.kind, demonstration, version }
    },
  })
}

/** All routes of the house: every area's and every platform's. */
export function allRoutes(
  house: House,
  identity: Identity,
  hub: LiveHub,
  demonstration: boolean,
  version: string,
): Route[] {
  const { handle, clock, engine, directory, divisions: tree, keys } = house
  const { db } = handle
  const now = () => clock.now()
  const deps = {
    engine,
    directory,
    divisionName: (code: string) => {
      const found = house.divisions.find(code)
      return found && { 'zh-CN': found.name, en: found.nameEn }
    },
  }
  const pages = Object.assign({}, ...house.platforms.map((platform) => platform.entryPages ?? {})) as Record<
    string,
    string
  >
  const reports = {
    ...deps,
    keys,
    files: house.files,
    origin: house.origin,
    entryPage: (ledger: string, id: string) => `${pages[ledger] ?? '/entries/'}${id}`,
  }
  const routes = [
    healthRoute(house, demonstration, version),
    ...sessionRoutes(identity),
    ...demonstrationRoutes(identity),
    ...accountRoutes(identity),
    ...positionRoutes(identity),
    ...organisationKeepingRoutes(identity, countOpenTasks),
    ...nameRoutes({ db }),
    ...organisationRoutes({ db, now }),
    ...ownCalendarRoutes({ db, now, ownCalendars: house.ownCalendars }),
    ...divisionRoutes({ db, tree, now }),
    ...calendarRoutes({ calendar: house.calendar, now, accountNames: (ids) => accountNames(db, ids) }),
    ...rulebookRoutes(rulesOf(house)),
    ...routesOfRegister(house),
    ...fileRoutes(house.files),
    ...fileRetentionRoutes({ ...house.files, book: engine.book, referred: filesElsewhere(house) }),
    ...ledgerRoutes(deps),
    ...statisticsRoutes(deps),
    ...definitionRoutes(deps),
    ...migrationRoutes(deps),
    ...entryRoutes(deps),
    ...fillRoutes(deps),
    ...dateMoveRoutes(deps),
    whatIfRoute(deps),
    ...batchRoutes(deps),
    ...reactionRoutes(deps),
    ...erasureRoutes({ engine, files: house.files, file: house.erasures, elsewhere: erasableOf(house) }),
    ...titleRoutes(deps),
    ...subjectRoutes(deps),
    ...viewRoutes(deps),
    ...adapterRoutes(sendingOf(house)),
    ...noticeRoutes({ db, now, ledgerTitle: (code) => ledgerTitle(house, code) }),
    ...searchRoutes({ db, keys, engine, divisions: tree, now }),
    ...mapRoutes({ db, engine, tiles: house.tiles, hub, now }),
    liveRoute(hub),
    ...reportRoutes(reports),
    ...offlineRoutes({ ...deps, keys, files: house.files, ...ofPhones(house) }),
    ...house.platforms.flatMap((platform) => platform.routes(house, { demonstration })),
  ]
  return logReports(routes, { db, keys, now })
}

/** The rules that are data, with what the platforms do beside keeping them. */
function rulesOf(house: House) {
  return {
    rulebooks: house.rulebooks,
    accountNames: (ids: readonly number[]) => accountNames(house.handle.db, ids),
    isDistrict: (code: string) => house.divisions.districts.some((district) => district.code === code),
    hooks: Object.assign({}, ...house.platforms.map((platform) => platform.rulebooks?.(house))) as Readonly<
      Record<string, RulebookHooks>
    >,
  }
}

/** What the platforms let phones carry, and who takes what phones tell beside entries. */
function ofPhones(house: House): {
  references: OfflineReference[]
  takers: OfflineTaker[]
  leaseRule: House['leaseRule']
} {
  const { platforms } = house
  const takers = platforms.flatMap((platform) => platform.offlineTakers?.(house) ?? [])
  return {
    references: platforms.flatMap((platform) => platform.offline?.(house) ?? []),
    takers: [correctionTaker(house), ...takers],
    leaseRule: house.leaseRule,
  }
}

/** Of the files, those that something beside an entry refers to: every area that keeps files of its own is asked. */
function filesElsewhere(house: House) {
  return async (db: Database, ids: readonly string[]): Promise<Set<string>> => {
    const ofPlatforms = house.platforms.map(async (platform) => (await platform.filesHeld?.(db, ids)) ?? [])
    const held = (await Promise.all(ofPlatforms)).flat()
    return new Set([...(await filesOfReports(db, ids)), ...(await filesOfRequests(db, ids)), ...held])
  }
}

function ledgerTitle({ engine }: House, code: string): LocalText | undefined {
  const known = engine.book.find(code)
  return known && engine.book.current(known).definition.title
}

/** Who is told of every action: the kernel's own, then each platform's. */
function consumersOf(house: House): Consumer[] {
  return [
    noticeConsumer(() => house.clock.now()),
    reactionConsumer(house.engine),
    searchConsumer(),
    ...house.platforms.flatMap((platform) => platform.consumers?.(house) ?? []),
  ]
}

/** Puts the HTTP server and the background work on an opened house. */
export async function createApp(house: House, options: AppOptions, version = '0.1.0'): Promise<App> {
  const { handle, clock, engine } = house
  const { db } = handle
  const now = () => clock.now()
  const identity = createIdentity({
    db,
    divisions: house.divisions,
    now,
    demonstration: options.demonstration,
  })
  const hub = new LiveHub()
  const routes = allRoutes(house, identity, hub, options.demonstration, version)
  const server = await createHttpServer({
    routes,
    authenticate: identity.sessions.authenticate,
    now,
    webDir:
      options.webDir !== undefined && existsSync(join(options.webDir, 'index.html'))
        ? options.webDir
        : undefined,
    ...(options.logger === undefined ? {} : { logger: options.logger }),
    ...(options.secure === undefined ? {} : { secure: options.secure }),
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    ...(options.trustProxy === undefined ? {} : { trustProxy: options.trustProxy }),
    ...(options.checkResponses === undefined ? {} : { checkResponses: options.checkResponses }),
  })
  const onError = (name: string, error: unknown) =>
    server.log.error({ err: error, job: name }, 'background work failed')
  const relay = new Relay({
    engine,
    consumers: consumersOf(house),
    onError: (error) => onError('relay', error),
  })
  const jobs = createJobRunner(jobsOf(house), { db, now, onError, onRun: options.onJobRun })
  await hub.start(handle)
  const telling = (name: string, work: () => Promise<unknown>) => () =>
    work().catch((error: unknown) => {
      onError(name, error)
      throw error
    })
  const readCalendar = () => Promise.all([house.calendar.reload(), house.ownCalendars.reload()])
  const stopLedgers = await follow(
    handle,
    'yiwang_ledger',
    telling('ledgers', () => engine.book.reload()),
  )
  const stopCalendar = await follow(handle, 'yiwang_calendar', telling('calendar', readCalendar))
  if (options.background ?? true) {
    relay.start()
    jobs.start()
  }
  return {
    server,
    routes,
    identity,
    hub,
    relay,
    jobs,
    close: async () => {
      server.server.closeAllConnections()
      await server.close()
      await jobs.stop()
      await relay.stop()
      await hub.stop()
      await stopLedgers()
      await stopCalendar()
    },
  }
}
