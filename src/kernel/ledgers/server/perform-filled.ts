import type { Tx } from '#kernel/db/server'
import { isAppError } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { factsFor, insertUses } from '#kernel/registry/server'
import { inputFields } from '../model/fields.ts'
import { boundTo, objectKindOfField } from '../model/fills.ts'
import type { EntryState, Values } from '../model/state.ts'
import type { Engine } from './engine.ts'
import type { ActionRequest, Performed } from './perform.ts'

/** Does one thing to an entry, and notes beside it in the same transaction what of it came from the register. */
export async function performFilled(
  engine: Engine,
  actor: Actor,
  request: ActionRequest,
  clientKey: string,
): Promise<Performed> {
  const wanted = (states: readonly EntryState[]) =>
    states.flatMap((state) => fillsWanted(engine, actor, request, state))
  return engine.perform(actor, [request], clientKey, {
    wanted: (states) => wanted(states).length > 0,
    write: async (tx, { states: [state] }) => {
      if (state) await noteFills(tx, engine, actor, state, wanted([state]))
    },
  })
}

/** The same within the caller's transaction. */
export async function performFilledIn(
  tx: Tx,
  engine: Engine,
  actor: Actor,
  request: ActionRequest,
  clientKey: string,
): Promise<Performed> {
  const done = await engine.performIn(tx, actor, [request], clientKey)
  const [state] = done.states
  const fills = state && !done.replayed ? fillsWanted(engine, actor, request, state) : []
  if (state && fills.length > 0) await noteFills(tx, engine, actor, state, fills)
  return done
}

/** What the action said of the entry's fields. */
function givenBy(engine: Engine, { action: name, input }: ActionRequest, state: EntryState) {
  const { definition } = engine.book.version(engine.book.get(state.ledger), state.version)
  const action = definition.actions.find(({ id }) => id === name)
  const fields = action ? inputFields(definition, action) : []
  const given: Values = Object.fromEntries(
    fields.flatMap(({ name: field }) => (field in input ? [[field, input[field] ?? null]] : [])),
  )
  return { definition, given }
}

type Wanted = Omit<Parameters<typeof factsFor>[3], 'wishes'> & {
  wishes: ReturnType<typeof boundTo>
  given: Values
}

/** What of the action's fields the register may have known: asked of nobody who may not read it. */
function fillsWanted(engine: Engine, actor: Actor, request: ActionRequest, state: EntryState): Wanted[] {
  if (!hasRight(actor, 'registry.read')) return []
  const { definition, given } = givenBy(engine, request, state)
  const subjects = new Set(definition.fields.flatMap(({ fill }) => fill?.from ?? []))
  return [...subjects].flatMap((subject) => {
    const objectId = given[subject] ?? state.values[subject]
    const kind = objectKindOfField(definition, subject)
    const wishes = boundTo(definition, subject).filter(({ field }) => typeof given[field] === 'string')
    if (typeof objectId !== 'string' || !kind || wishes.length === 0) return []
    return [{ kind, objectId, ledger: definition.id, wishes, given }]
  })
}

async function noteFills(
  tx: Tx,
  engine: Engine,
  actor: Actor,
  state: EntryState,
  wanted: readonly Wanted[],
): Promise<void> {
  const now = () => engine.clock.now()
  for (const { given, ...asked } of wanted) {
    const facts = await factsFor(tx, { keys: engine.keys, now }, actor, asked).catch(unseen)
    const common = {
      entryId: state.id,
      seq: state.seq,
      objectKind: asked.kind,
      objectId: asked.objectId,
      accountId: actor.accountId,
      at: now(),
    }
    const uses = facts.flatMap(({ fill, held, ...fact }) =>
      asked.wishes
        .filter(({ element }) => fill.state === 'held' && element === fill.element)
        .map(({ field, element }) => ({
          ...common,
          ...fact,
          field,
          element,
          asOf: fill.asOf,
          same: given[field] === held,
        })),
    )
    await insertUses(tx, uses)
  }
}

/** Who takes part in an entry need not see whom it is about: then nothing of it came from there. */
function unseen(error: unknown): [] {
  if (isAppError(error) && error.status === 404) return []
  throw error
}
