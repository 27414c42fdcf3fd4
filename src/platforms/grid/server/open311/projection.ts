import type { Database, Tx } from '#kernel/db/server'
import type { Locale } from '#kernel/i18n/model'
import type { EntryState } from '#kernel/ledgers/model'
import { type Consumer, type OutboxRow, type PlatformDeps, statesOf } from '#kernel/ledgers/server'
import { type Names, tellIncident } from '../../model/open311/tell-incident.ts'
import type { Services } from './services.ts'
import {
  organisationNames,
  type RequestRow,
  saveRequests,
  saveUpdates,
  unlistedAfter,
} from './request-store.ts'

export type ProjectionDeps = Pick<PlatformDeps, 'engine' | 'divisions'> & { services: Services }

const ledger = 'incident'

type BothNames = Readonly<Record<Locale, Names>>

/** Writes how incidents stand for everybody to read, as the relay tells of them. */
export function open311Consumer(deps: ProjectionDeps): Consumer {
  return {
    name: 'open311',
    consume: async (tx, rows) => {
      const known = deps.engine.book.find(ledger)
      const own = rows.filter((row) => row.ledger_id === known?.id)
      if (own.length > 0) await tellOf(tx, deps, own)
      return []
    },
  }
}

async function tellOf(tx: Tx, deps: ProjectionDeps, rows: readonly OutboxRow[]): Promise<void> {
  const states = await statesOf(deps.engine, tx, [...new Set(rows.map((row) => row.entry_id))])
  const names = await namesFor(deps, tx, states)
  const told = states.map((state) => rowOf(state, names))
  await saveRequests(tx, told)
  // Of what came at once only how it stands now is known, so that is the one update that is told.
  const moved = new Set(rows.filter(({ note }) => note.board.length > 0).map((row) => row.entry_id))
  await saveUpdates(
    tx,
    states.flatMap((state, index) => {
      const row = told[index]
      return row && moved.has(state.id)
        ? [
            {
              entryId: state.id,
              seq: state.seq,
              requestId: row.requestId,
              district: row.district,
              isOpen: row.isOpen,
              at: state.effectiveAt,
              description: names['zh-CN'].stage(state.stage),
            },
          ]
        : []
    }),
  )
}

function rowOf(state: EntryState, names: BothNames): RequestRow {
  const { listed, request, extended } = tellIncident(state, names['zh-CN'])
  return {
    entryId: state.id,
    requestId: state.no,
    district: state.divisionCode.slice(0, 6),
    serviceCode: request.service_code,
    isOpen: state.isOpen,
    listed,
    requestedAt: state.openedAt,
    updatedAt: state.closedAt ?? state.effectiveAt,
    seq: state.seq,
    json: JSON.stringify(request),
    jsonEn: JSON.stringify(tellIncident(state, names.en).request),
    extended: JSON.stringify(extended),
  }
}

/** How incidents stand, for who can't wait for the relay. */
export async function tellNow(deps: ProjectionDeps, ids: readonly string[]): Promise<void> {
  const { db } = deps.engine.handle
  const states = await statesOf(deps.engine, db, ids)
  const names = await namesFor(deps, db, states)
  await saveRequests(
    db,
    states.map((state) => rowOf(state, names)),
  )
}

/** What was there before the interface was, once after each start; the rest is told by the relay. */
export async function catchUp(deps: ProjectionDeps): Promise<void> {
  const known = deps.engine.book.find(ledger)
  if (!known) return
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const from = after
    const ids = await deps.engine.handle.db.transaction().execute(async (tx) => {
      const found = await unlistedAfter(tx, known.id, from, 500)
      const states = await statesOf(deps.engine, tx, found)
      const names = await namesFor(deps, tx, states)
      await saveRequests(
        tx,
        states.map((state) => rowOf(state, names)),
      )
      return found
    })
    const last = ids.at(-1)
    if (last === undefined) return
    after = last
  }
}

async function namesFor(
  deps: ProjectionDeps,
  reader: Tx | Database,
  states: readonly EntryState[],
): Promise<BothNames> {
  const organisations = await organisationNames(
    reader,
    states.map(({ organisationId }) => organisationId),
  )
  const known = deps.engine.book.find(ledger)
  const stages = known ? deps.engine.book.current(known).definition.stages : []
  const namesIn = (locale: Locale): Names => {
    const labels = new Map(stages.map(({ id, label }) => [id, label[locale]]))
    return {
      locale,
      service: (code) =>
        deps.services.find(code, locale)?.service_name ?? deps.services.unclassifiedName(locale),
      stage: (stage) => labels.get(stage) ?? stage,
      organisation: (id) => organisations.get(id)?.[locale] ?? null,
      place: (code) => (deps.divisions.find(code) ? deps.divisions.path(code, locale) : ''),
      notice: (code) => deps.services.find(code, locale)?.notice ?? null,
    }
  }
  return { 'zh-CN': namesIn('zh-CN'), en: namesIn('en') }
}
