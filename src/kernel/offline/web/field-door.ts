import { useMemo, useSyncExternalStore } from 'react'
import { allOf } from '../model/carry.ts'
import type { Conflict, FieldDoor, OfflineTask, UnsentItem } from '../model/field-door.ts'
import '../model/messages.ts'
import type { KeptConflict } from '../model/protocol.ts'
import { inOrder, type Queued } from '../model/queue.ts'
import type { Carried, CarriedKind } from '../model/snapshot.ts'
import { FieldPhone } from './phone/field-phone.ts'
import type { OpenStore } from './phone/opened.ts'
import { webLine } from './phone/web-line.ts'
import { Tables } from './store/tables.ts'

let known: FieldPhone | undefined
const livedEveryMs = 15_000

/** The one of this page, begun when first asked for: who never goes out opens no tables. */
function phone(): FieldPhone {
  if (known) return known
  const made = new FieldPhone({ tables: new Tables(), line: webLine })
  known = made
  addEventListener('online', () => void made.syncNow())
  setInterval(() => void made.live(), livedEveryMs)
  document.addEventListener('visibilitychange', () => void made.live())
  return made
}

const subscribe = (listener: () => void) => phone().subscribe(listener)
const useShown = () => useSyncExternalStore(subscribe, () => phone().store())

function useKind<K extends CarriedKind>(kind: K): readonly Carried[K][] {
  const things = useShown()?.store.carrying
  return useMemo(() => (things ? allOf(things, kind) : []), [things, kind])
}

function unsentOf(store: OpenStore, item: Queued): UnsentItem {
  const { clientKey, ledger, entryId, after, action, input, effectiveAt, conflict } = item
  const photos = item.photos.map(({ field, name, size, sent, mediaType }, index) => ({
    field,
    name,
    size,
    sent,
    blob: () => store.photo(clientKey, index, mediaType),
  }))
  const sending = item.photos.some(({ sent, fileId }) => sent > 0 && fileId === null)
  const state = conflict ? 'conflict' : sending ? 'sending' : 'waiting'
  return { clientKey, ledger, entryId, after, action, input, effectiveAt, photos, state }
}

function useQueue(): readonly UnsentItem[] {
  const shown = useShown()
  return useMemo(
    () => (shown ? inOrder(shown.store.queue).map((item) => unsentOf(shown.store, item)) : []),
    [shown],
  )
}

/** Whose entry it is that an item waits to change, by the client keys that lead to it. */
function on(queue: readonly UnsentItem[], entryId: string): UnsentItem[] {
  const chain = new Set<string>()
  return queue.filter((item) => {
    const mine = item.entryId === entryId || (item.after !== null && chain.has(item.after))
    if (mine) chain.add(item.clientKey)
    return mine
  })
}

function canSettle(store: OpenStore, entry: Conflict['entry'], registration: boolean): Conflict['can'] {
  if (registration) return ['again', 'discard']
  if (!entry) return ['discard']
  const ledger = allOf(store.carrying, 'ledger').find(({ id }) => id === entry.ledger)
  const comment = ledger?.actions.find(({ word, id }) => word === 'comment' && entry.can[id] === true)
  return comment ? ['again', 'comment', 'discard'] : ['again', 'discard']
}

function keptAsUnsent({ item, conflict }: KeptConflict): UnsentItem {
  const { what, clientKey, input, effectiveAt } = item
  const entry = conflict.outcome === 'conflict' ? (conflict.entry as Conflict['entry']) : null
  const act = what.kind === 'act' ? what : null
  return {
    clientKey,
    ledger: what.kind === 'register' ? what.ledger : (entry?.ledger ?? ''),
    entryId: act && (act.entryId ?? entry?.id ?? null),
    after: act && act.after,
    action: act ? act.action : what.kind === 'tell' ? what.name : 'register',
    input,
    effectiveAt,
    photos: [],
    state: 'conflict',
  }
}

function conflictsOf(store: OpenStore, queue: readonly UnsentItem[]): Conflict[] {
  const own = inOrder(store.queue).flatMap(({ clientKey, conflict }): Conflict[] => {
    const item = queue.find((one) => one.clientKey === clientKey)
    const entry = (conflict?.entry ?? null) as Conflict['entry']
    if (!conflict || !item) return []
    const { code, reason } = conflict
    return [{ ...item, code, reason, entry, can: canSettle(store, entry, isRegistration(item)) }]
  })
  const known = new Map(own.map((item) => [item.clientKey, item]))
  const kept = store.kept.flatMap((one): Conflict[] => {
    if (one.conflict.outcome !== 'conflict') return []
    const { code, reason } = one.conflict
    const entry = one.conflict.entry as Conflict['entry']
    const item = known.get(one.item.clientKey) ?? keptAsUnsent(one)
    return [{ ...item, code, reason, entry, can: canSettle(store, entry, isRegistration(item)) }]
  })
  const told = new Set(kept.map(({ clientKey }) => clientKey))
  return [...own.filter(({ clientKey }) => !told.has(clientKey)), ...kept]
}

const isRegistration = ({ entryId, after }: UnsentItem) => entryId === null && after === null

/** What the screens of the field are built on. */
export const fieldDoor: FieldDoor = {
  useFieldSession: () => useSyncExternalStore(subscribe, () => phone().session()),
  setUp: (pin, deviceName) => phone().setUp(pin, deviceName),
  unlock: (pin) => phone().unlock(pin),
  changePin: (pin, next) => phone().changePin(pin, next),
  lock: () => phone().lock(),
  syncNow: () => phone().syncNow(),
  wipe: () => phone().wipe(),

  useOfflineTasks: () => {
    const shown = useShown()
    const queue = useQueue()
    return useMemo(() => {
      const things = shown?.store.carrying
      return (things?.tasks ?? []).flatMap((key): OfflineTask[] => {
        const task = things?.things.get(key) as Carried['task'] | undefined
        return task ? [{ ...task, unsent: on(queue, task.entryId).length }] : []
      })
    }, [shown, queue])
  },
  useOfflineEntry: (id) => {
    const shown = useShown()
    const queue = useQueue()
    return useMemo(() => {
      const things = shown?.store.carrying.things
      const entry = things?.get(`entry/${id}`) as Carried['entry'] | undefined
      const definition = entry && (things?.get(`ledger/${entry.ledger}`) as Carried['ledger'] | undefined)
      return entry && { entry, definition, unsent: on(queue, id) }
    }, [shown, queue, id])
  },
  useOfflineLedgers: () => useKind('ledger'),
  useOfflineLedger: (id) => useKind('ledger').find((ledger) => ledger.id === id),
  useOfflinePersons: () => useKind('person'),
  useOfflineHouseholds: () => useKind('household'),
  useOfflinePlaces: () => useKind('place'),
  useOfflineCells: () => useKind('cell'),
  useOfflineReference: (name) => useKind('reference').find((reference) => reference.name === name)?.data,

  useUnsent: () => {
    const queue = useQueue()
    return useMemo(() => queue.filter(({ state }) => state !== 'conflict'), [queue])
  },
  useConflicts: () => {
    const shown = useShown()
    const queue = useQueue()
    return useMemo(() => (shown ? conflictsOf(shown.store, queue) : []), [shown, queue])
  },
  keep: (name, value) => phone().keep(name, value),
  readKept: (name) => phone().readKept(name),
  queueAction: (action, ...raised) => phone().queueAction(action, ...raised),
  tell: (name, input) => phone().queueAction({ ledger: '', action: name, input, tells: true }),
  beforeWipe: (keep) => phone().beforeWipe(keep),
  settleConflict: (clientKey, settlement) => phone().settleConflict(clientKey, settlement),
}
