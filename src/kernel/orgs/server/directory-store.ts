import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { covers, type DivisionLevel, levelOf } from '#kernel/divisions/model'
import type { LocalText } from '#kernel/i18n/model'
import { shanghaiDate } from '#kernel/time/model'
import { inForce } from './organisation-store.ts'

type PositionRow = {
  id: number
  role: string
  divisions: string[]
  organisationId: number
  zh: string
  en: string
  current: boolean
}
type OrganisationRow = { id: number; zh: string; en: string; current: boolean }

const refreshMs = 5000

/**
 * Names of organisations and positions, and who holds a role over a place, kept in memory: a few hundred rows that
 * every answer needs. A change made elsewhere shows within five seconds.
 */
export class OrgDirectory {
  readonly #db: Database
  readonly #now: () => Date
  #organisations = new Map<number, OrganisationRow>()
  #positions = new Map<number, PositionRow>()
  #readAt = 0

  private constructor(db: Database, now: () => Date) {
    this.#db = db
    this.#now = now
  }

  static async open(db: Database, now: () => Date): Promise<OrgDirectory> {
    const directory = new OrgDirectory(db, now)
    await directory.refresh()
    return directory
  }

  async refresh(db: Database = this.#db): Promise<void> {
    const today = shanghaiDate(this.#now())
    const { rows: organisations } = await sql<OrganisationRow>`
      select id, name_zh as zh, name_en as en, ${inForce('organisation', today)} as current from organisation`.execute(
      this.#db,
    )
    const { rows: positions } = await sql<PositionRow>`
      select id, role, divisions, organisation_id as "organisationId", title_zh as zh, title_en as en,
        ${inForce('position', today)} as current from position`.execute(db)
    this.#organisations = new Map(organisations.map((row) => [row.id, row]))
    this.#positions = new Map(positions.map((row) => [row.id, row]))
    this.#readAt = performance.now()
  }

  async #fresh(known: boolean): Promise<void> {
    if (!known || performance.now() - this.#readAt > refreshMs) await this.refresh()
  }

  async organisations(ids: readonly number[]): Promise<Map<number, LocalText>> {
    await this.#fresh(ids.every((id) => id === 0 || this.#organisations.has(id)))
    return new Map(
      ids.flatMap((id) => {
        const row = this.#organisations.get(id)
        return row ? [[id, { 'zh-CN': row.zh, en: row.en }] as const] : []
      }),
    )
  }

  async positions(
    ids: readonly number[],
  ): Promise<Map<number, { title: LocalText; organisationId: number }>> {
    await this.#fresh(ids.every((id) => id === 0 || this.#positions.has(id)))
    return new Map(
      ids.flatMap((id) => {
        const row = this.#positions.get(id)
        return row
          ? [[id, { title: { 'zh-CN': row.zh, en: row.en }, organisationId: row.organisationId }] as const]
          : []
      }),
    )
  }

  /** Whether work can be given to the organisation today. Asked inside a transaction, so it reads through it. */
  async isCurrent(db: Database, id: number): Promise<boolean> {
    if (!this.#organisations.has(id)) await this.refresh(db)
    return this.#organisations.get(id)?.current ?? false
  }

  /** The organisations that hold a position of one of the roles over the place, those with the nearest root. */
  nearestHolders(roles: ReadonlySet<string>, divisionCode: string): number[] {
    const holders = [...this.#positions.values()]
      .filter(({ current, role }) => current && roles.has(role))
      .map(({ organisationId, divisions }) => {
        const over = divisions.filter((root) => covers([root], divisionCode))
        return { organisationId, depth: Math.max(0, ...over.map((root) => root.length)) }
      })
    const nearest = Math.max(0, ...holders.map(({ depth }) => depth))
    const found = holders.filter(({ depth }) => depth > 0 && depth === nearest)
    return [...new Set(found.map(({ organisationId }) => organisationId))]
  }

  /** The organisation that holds a position of the role over the place: the nearest, or by a root of the level. */
  organisationOfRole(role: string, divisionCode: string, level?: DivisionLevel): number | undefined {
    let best: { organisationId: number; depth: number; id: number } | undefined
    for (const position of this.#positions.values()) {
      if (!position.current || position.role !== role) continue
      const over = position.divisions
        .filter((root) => covers([root], divisionCode))
        .filter((root) => level === undefined || levelOf(root) === level)
      if (over.length === 0) continue
      const depth = Math.max(...over.map((root) => root.length))
      if (!best || depth > best.depth || (depth === best.depth && position.id < best.id))
        best = { organisationId: position.organisationId, depth, id: position.id }
    }
    return best?.organisationId
  }
}
