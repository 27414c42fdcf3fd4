import { mkdirSync } from 'node:fs'
import { loadOrCreateKeys, type Keys } from '#kernel/crypto/server'
import { type Database, type DatabaseHandle, isFresh, migrate, openDatabase } from '#kernel/db/server'
import type { DivisionTree } from '#kernel/divisions/model'
import { loadDivisionTree } from '#kernel/divisions/server'
import { AppError } from '#kernel/errors/model'
import {
  type AttachmentAccess,
  checkAttachable,
  type FileDeps,
  FileFolder,
  Images,
  removeErasedContents,
} from '#kernel/files/server'
import { accountNames, worksFor } from '#kernel/identity/server'
import {
  type Directory,
  Engine,
  type EngineOptions,
  entriesOfFile,
  type Erasable,
  type Ground,
  keepsOriginal,
  type OpenPlatform,
  type PlatformDeps,
  reapplyErasures,
  type ServerPlatform,
} from '#kernel/ledgers/server'
import { TileMaker } from '#kernel/map/server'
import { OrgDirectory, OwnCalendars } from '#kernel/orgs/server'
import {
  describeObjects,
  evidenceSight,
  seedDataElements,
  standingHolds,
  standingHoldsLocked,
} from '#kernel/registry/server'
import { declareLease } from '#kernel/offline/server'
import { Rulebooks } from '#kernel/rulebooks/server'
import { type Clock, shanghaiDate, systemClock } from '#kernel/time/model'
import { CalendarBook } from '#kernel/time/server'
import { dataFolder } from './data-folder.ts'
import { platforms } from './platforms.ts'

export type HouseOptions = {
  /** Folder of everything that is not in PostgreSQL, and of the embedded database. */
  dataDir: string
  databaseUrl?: string | undefined
  clock?: Clock
  /** A database that is open and has its tables, instead of the folder's own; closed with the house. */
  handle?: DatabaseHandle
  /** Where the server is found from outside, as codes on paper say it; else where each request found it. */
  origin?: string | undefined
  /** Instead of those in the list. */
  platforms?: readonly ServerPlatform[]
}

/** Everything below the HTTP server, put together: what `serve`, `seed` and `import` share. */
export type House = PlatformDeps & {
  keys: Keys
  orgDirectory: OrgDirectory
  files: FileDeps
  tiles: TileMaker
  platforms: readonly OpenPlatform[]
  checkpoints: string
  erasures: string
  origin: string | undefined
  calendar: CalendarBook
  ownCalendars: OwnCalendars
  /** For how long phones work without a line. */
  leaseRule: ReturnType<typeof declareLease>
  reloadDivisions(): Promise<DivisionTree>
  close(): Promise<void>
}

/** What the platforms keep of persons beside entries. */
export function erasableOf(house: House): Readonly<Record<string, Erasable>> {
  return Object.assign({}, ...house.platforms.map((platform) => platform.erasable?.(house)))
}

/** The platforms of the list, by their server doors. */
export async function listedPlatforms(): Promise<ServerPlatform[]> {
  return Promise.all(
    platforms.map(async (name) => {
      const door = (await import(`../platforms/${name}/server.ts`)) as { serverPlatform: ServerPlatform }
      return door.serverPlatform
    }),
  )
}

/**
 * Opens keys and database, brings the tables up to date, and builds the engine with every platform's ledgers.
 * @throws AppError db.*, crypto.*: each one sentence that says what to do
 */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { dataDir, databaseUrl, clock = systemClock } = options
  const folder = dataFolder(dataDir)
  try {
    mkdirSync(folder.root, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new AppError('db.folder_not_writable', { status: 500, params: { folder: dataDir }, cause: error })
  }
  const handle = options.handle ?? (await openDatabase({ url: databaseUrl, dataDir: folder.embedded }))
  try {
    // Before the first table: keys made for a database that holds data already could open nothing in it.
    const keys = await loadOrCreateKeys(folder.keys, { create: await isFresh(handle) })
    await migrate(handle)
    const opened = options.platforms ?? (await listedPlatforms())
    const house = await build(
      { handle, clock, rulebooks: await Rulebooks.open(handle, clock) },
      keys,
      folder,
      opened,
      options.origin,
    )
    await seedDataElements(handle.db, clock.now())
    // What a restore brought back, or a crash left half done, is erased before anybody can ask for it.
    const { engine, erasures: file } = house
    await reapplyErasures({ engine, file, elsewhere: erasableOf(house) })
    await removeErasedContents(house.files)
    return house
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** What the register holds against dealings with the objects that an entry concerns, with who placed it. */
function holdsBy(orgDirectory: OrgDirectory): EngineOptions['holdsOn'] {
  return async (reader, subjects, mode) => {
    const refs = subjects.map(({ kind, objectId }) => ({ kind, id: objectId }))
    const rows = await (mode === 'lock' ? standingHoldsLocked(reader, refs) : standingHolds(reader, refs))
    const names = await orgDirectory.organisations(rows.map((row) => row.placedOrganisationId))
    return rows.map(({ kind, objectKind, objectId, document, placedOrganisationId, placedAt }) => ({
      kind,
      objectKind,
      objectId,
      document,
      by: names.get(placedOrganisationId) ?? null,
      placedAt: placedAt.toISOString(),
    }))
  }
}

/** Ties are made to objects that the actor may see, and to nobody erased by law. */
function subjectsBy(now: () => Date): EngineOptions['checkSubjects'] {
  return async (tx, actor, subjects) => {
    const refs = subjects.map(({ kind, objectId }) => ({ kind, id: objectId }))
    const cards = await describeObjects(tx, actor, refs, shanghaiDate(now()))
    if (cards.some((card) => card.label === null))
      throw new AppError('ledgers.unknown_subject', { status: 404 })
    if (cards.some((card) => card.erased)) throw new AppError('registry.person_erased', { status: 409 })
  }
}

/** A file is seen by who sees an entry that it hangs on, in a field of a class they may read. */
function attachmentAccessBy(engine: () => Engine): AttachmentAccess {
  return async (reader, actor, fileId) => {
    const evidence = await evidenceSight(reader, actor, fileId)
    if (evidence === 'seen') return 'readable'
    const entries = await entriesOfFile(reader, fileId)
    if (entries.length === 0) return evidence === 'none' ? 'unattached' : 'hidden'
    const open = entries.filter(({ sensitivity }) => sensitivity <= actor.sensitivity)
    const ids = open.map(({ entryId }) => entryId)
    return (await engine().readable(actor, ids, reader)).size > 0 ? 'readable' : 'hidden'
  }
}

function directoryOf(orgDirectory: OrgDirectory, db: Database): Directory {
  return {
    organisations: (ids) => orgDirectory.organisations(ids),
    positions: (ids) => orgDirectory.positions(ids),
    accounts: (ids) => accountNames(db, ids),
  }
}

const lookUpsOf = (all: readonly OpenPlatform[]): OpenPlatform['lookUps'] =>
  Object.assign({}, ...all.map(({ lookUps }) => lookUps))

async function build(
  ground: Ground,
  keys: Keys,
  folder: ReturnType<typeof dataFolder>,
  listed: readonly ServerPlatform[],
  origin: string | undefined,
): Promise<House> {
  const { handle, clock, rulebooks } = ground
  const now = () => clock.now()
  const { db } = handle
  const [calendar, ownCalendars] = [await CalendarBook.open(handle), await OwnCalendars.open(db)]
  const orgDirectory = await OrgDirectory.open(db, now)
  const all = await Promise.all(listed.map((platform) => platform.open(ground)))
  const attachmentAccess = attachmentAccessBy(() => engine)
  const engine: Engine = await Engine.open({
    handle,
    clock,
    calendar,
    ownCalendars,
    keys,
    ledgers: all.flatMap((platform) => platform.ledgers),
    organisationOfRole: (...of) => orgDirectory.organisationOfRole(...of),
    checkAssignee: async (tx, { organisationId, accountId }) => {
      if (!(await orgDirectory.isCurrent(tx, organisationId)))
        throw new AppError('ledgers.unknown_organisation', { path: 'input.organisationId' })
      if (accountId !== null && !(await worksFor(tx, accountId, organisationId, clock.now())))
        throw new AppError('ledgers.unknown_account', { path: 'input.accountId' })
    },
    checkSubjects: subjectsBy(now),
    holdsOn: holdsBy(orgDirectory),
    lookUps: lookUpsOf(all),
    checkFiles: (tx, actor, ids) => checkAttachable(tx, attachmentAccess, actor, ids),
  })
  const house: House = {
    ...ground,
    engine,
    keys,
    divisions: await loadDivisionTree(db),
    directory: directoryOf(orgDirectory, db),
    orgDirectory,
    files: {
      db,
      folder: await FileFolder.open(folder.root, now()),
      attachmentAccess,
      images: new Images(),
      keepsOriginal: (purpose) => keepsOriginal(engine.book, purpose),
      now,
    },
    tiles: new TileMaker(),
    platforms: all,
    checkpoints: folder.checkpoints,
    erasures: folder.erasures,
    origin,
    calendar,
    ownCalendars,
    leaseRule: declareLease(rulebooks),
    reloadDivisions: async () => {
      house.divisions = await loadDivisionTree(db)
      return house.divisions
    },
    organisationOfRole: (role, division) => orgDirectory.organisationOfRole(role, division),
    close: async () => {
      for (const platform of all) await platform.close()
      await rulebooks.close()
      await house.tiles.close()
      await handle.close()
    },
  }
  return house
}
