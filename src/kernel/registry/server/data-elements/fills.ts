import type { Database, Tx } from '#kernel/db/server'
import { notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { translate } from '#kernel/i18n/model'
import { shanghaiDate } from '#kernel/time/model'
import {
  type ElementCode,
  factOf,
  type Fill,
  isFresh,
  objectKindOf,
} from '../../model/data-elements/element.ts'
import type { ObjectKind } from '../../model/fields.ts'
import { recordUnmasking } from '../change-store.ts'
import { mayUseFor } from '../consents/consents.ts'
import { findRow, type RecordRow } from '../record-store.ts'
import type { RegistryDeps } from '../records.ts'
import { type SealedColumn, unseal } from '../sealing.ts'
import { type ElementRow, listElements } from './element-store.ts'

/** A form's wish: facts of one object, for a ledger and a purpose. */
export type FillRequest = {
  kind: ObjectKind
  objectId: string
  ledger: string
  wishes: readonly { element: ElementCode; purpose: string | null }[]
}

export type FillDeps = Pick<RegistryDeps, 'keys' | 'now'>

const columns: Record<string, string> = {
  birthDate: 'birth_date',
  idNumber: 'id_number',
  divisionCode: 'division_code',
  creditCode: 'credit_code',
  contactName: 'contact_name',
}
const masked = new Set(['idNumber', 'phone'])

function valueOf(deps: FillDeps, code: ElementCode, row: RecordRow): string | null {
  const fact = factOf(code)
  const column = columns[fact] ?? fact
  const held = (row as unknown as Record<string, unknown>)[column]
  if (!masked.has(fact)) return typeof held === 'string' && held !== '' ? held : null
  return unseal(deps.keys, `${objectKindOf(code)}.${column}` as SealedColumn, row.id, held as Buffer | null)
}

const includes = (list: readonly string[] | null, item: string | null) =>
  list === null || (item !== null && list.includes(item))

/** Whether the asker's form may be filled with it. */
function mayFill(element: ElementRow, actor: Actor, ledger: string, purpose: string | null): boolean {
  if (masked.has(factOf(element.code)) && !hasRight(actor, 'registry.unmask')) return false
  return (
    element.sensitivity <= actor.sensitivity &&
    includes(element.fillLedgers, ledger) &&
    includes(element.fillRoles, actor.role) &&
    includes(element.fillPurposes, purpose)
  )
}

/** A fact with the version of its element; the value is there whoever asks, and `fill` is what the asker is told. */
export type HeldFact = {
  fill: Fill
  held: string | null
  elementVersion: number
  purpose: string | null
  source: string
}

/**
 * What the register holds of an object for a form, each fact as far as its element lets the asker have it.
 * @throws AppError http.not_found for an object that is not there or that the actor may not see
 */
export async function factsFor(
  db: Database | Tx,
  deps: FillDeps,
  actor: Actor,
  request: FillRequest,
): Promise<HeldFact[]> {
  const { kind, objectId, ledger, wishes } = request
  const row = await findRow(db, actor, kind, objectId)
  if (!row) throw notFound()
  const elements = new Map(
    (
      await listElements(
        db,
        wishes.map(({ element }) => element),
      )
    ).map((element) => [element.code, element]),
  )
  const today = shanghaiDate(deps.now())
  const refused = await withoutGround(db, kind === 'person' ? row.id : null, wishes, today)
  return wishes.flatMap(({ element: code, purpose }) => {
    const element = elements.get(code)
    if (!element) return []
    const held = valueOf(deps, code, row)
    const state = stateOf(
      held,
      purpose !== null && refused.has(purpose),
      mayFill(element, actor, ledger, purpose),
    )
    const told = state === 'held' || state === 'unseen'
    const asOf = row.as_of ?? shanghaiDate(row.updated_at)
    const fill: Fill = {
      element: code,
      state,
      value: state === 'held' ? held : null,
      source: state === 'held' ? row.source : null,
      asOf: told ? asOf : null,
      fresh: told && isFresh(asOf, element.freshDays, today),
    }
    return [{ fill, held, elementVersion: element.version, purpose, source: row.source }]
  })
}

function stateOf(held: string | null, refused: boolean, mayFill: boolean): Fill['state'] {
  // What may not be used for the purpose may not be asked for it either, held or not.
  if (refused) return 'no_consent'
  if (held === null) return 'missing'
  return mayFill ? 'held' : 'unseen'
}

/** Those of the purposes that the person's facts may not be used for. */
async function withoutGround(
  db: Database | Tx,
  personId: string | null,
  wishes: FillRequest['wishes'],
  today: string,
): Promise<Set<string>> {
  const refused = new Set<string>()
  for (const purpose of new Set(wishes.flatMap((wish) => wish.purpose ?? [])))
    if (!(await mayUseFor(db, purpose, personId, today))) refused.add(purpose)
  return refused
}

/** The same for a form on screen: whole numbers that it shows are on record like an unmasking. */
export async function fillForm(
  db: Database,
  deps: FillDeps,
  actor: Actor,
  request: FillRequest,
): Promise<Fill[]> {
  return db.transaction().execute(async (tx) => {
    const facts = await factsFor(tx, deps, actor, request)
    const { kind, objectId: id } = request
    for (const { fill } of facts) {
      const field = factOf(fill.element)
      if (fill.value === null || !masked.has(field) || (kind !== 'person' && kind !== 'enterprise')) continue
      const purpose = translate(actor.locale, 'registry.filled_into', { ledger: request.ledger })
      await recordUnmasking(tx, { actor, kind, id, field, purpose, at: deps.now() })
    }
    return facts.map(({ fill }) => fill)
  })
}
