import { type Database, type DatabaseHandle, follow, type Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { GateAt } from '../../model/gate/judge.ts'
import { type GateContent, sinceOf } from '../../model/gate/rules.ts'
import {
  announceGate,
  deleteDraft,
  gateChannel,
  insertVersion,
  lockVersions,
  readDraft,
  readVersions,
  type StoredVersion,
} from './gate-store.ts'

/** The entry gate's tables as this process knows them; every process hears of a new one. */
export class EntryGate {
  readonly #handle: DatabaseHandle
  #versions: readonly StoredVersion[] = []
  #stopListening: () => Promise<void> = async () => undefined

  private constructor(handle: DatabaseHandle) {
    this.#handle = handle
  }

  static async open(handle: DatabaseHandle): Promise<EntryGate> {
    const gate = new EntryGate(handle)
    gate.#stopListening = await follow(handle, gateChannel, () => gate.reload())
    await gate.reload()
    return gate
  }

  /** The newest first. */
  versions(): StoredVersion[] {
    return this.#versions.toReversed()
  }

  get(version: number): StoredVersion | undefined {
    return this.#versions.find((one) => one.version === version)
  }

  /** A table binds what takes effect from its publishing on, not what was so before. */
  readonly at: GateAt = (instant) => this.#versions.findLast(({ publishedAt }) => publishedAt <= instant)

  async reload(): Promise<void> {
    this.#versions = await readVersions(this.#handle.db)
  }

  /**
   * Makes the draft the next version.
   * @throws AppError projects.gate_no_draft, projects.gate_draft_changed, projects.gate_same
   */
  async publish(asked: { revision: number; reason: string; accountId: number; at: Date }): Promise<number> {
    const version = await this.#handle.db.transaction().execute(async (tx) => {
      await lockVersions(tx)
      const draft = await readDraft(tx)
      if (!draft) throw new AppError('projects.gate_no_draft', { status: 409 })
      if (draft.revision !== asked.revision)
        throw new AppError('projects.gate_draft_changed', { status: 409 })
      const next = await addVersion(tx, { content: draft.content, ...asked })
      await deleteDraft(tx)
      return next
    })
    await this.changed()
    return version
  }

  async changed(): Promise<void> {
    await this.reload()
    await announceGate(this.#handle.db)
  }

  async close(): Promise<void> {
    await this.#stopListening()
  }
}

type NewVersion = { content: GateContent; reason: string; accountId: number; at: Date }

export async function addVersion(tx: Tx, { content, reason, accountId, at }: NewVersion): Promise<number> {
  const before = (await readVersions(tx)).at(-1)
  if (before && JSON.stringify(before.content) === JSON.stringify(content))
    throw new AppError('projects.gate_same', { status: 409 })
  const version = (before?.version ?? 0) + 1
  const since = sinceOf(content, version, before)
  await insertVersion(tx, { version, content, since, reason, accountId, publishedAt: at.toISOString() })
  return version
}

/** Publishes the table as the first version where there is none yet; answers whether it did. */
export async function publishFirst(db: Database, first: NewVersion): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    await lockVersions(tx)
    if ((await readVersions(tx)).length > 0) return false
    await addVersion(tx, first)
    return true
  })
}
