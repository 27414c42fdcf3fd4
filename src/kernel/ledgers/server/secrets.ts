import type { KeyObject } from 'node:crypto'
import { type Keys, sealUnder } from '#kernel/crypto/server'
import type { Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import { keysToWrite } from '#kernel/registry/server'
import type { Ledger } from '../model/define-ledger.ts'
import type { Action, Field } from '../model/definition.ts'
import { inputFields } from '../model/fields.ts'
import { isSealedField, type Sealed, secretPersons, textToSeal } from '../model/secrets.ts'
import type { EntryState, Json, Values } from '../model/state.ts'

/** Where a value belongs: the bytes open nowhere else. */
export function placeOf(entryId: string, { at, of }: Pick<Sealed, 'at' | 'of'>): string {
  return `entry/${entryId}/${at}/${of}`
}

/** A question goes by its action and its name. */
const questionName = (action: string, name: string) => `${action}:${name}`

type Said = { ledger: Ledger; action: Action; before: EntryState; input: Values; now: Date }

/**
 * The input with its secrets under their persons' keys: from here on nothing holds them in clear. Costs a round trip
 * only where there are any.
 * @throws AppError ledgers.secret_needs_person, ledgers.secret_person_fixed, registry.person_erased (409)
 */
export async function sealInput(tx: Tx, keys: Keys, said: Said): Promise<Values> {
  const { ledger, action, before, input, now } = said
  const { definition } = ledger
  const named = secretPersons(definition)
  if (named.size === 0) return input
  for (const name of named) refuseChange(name, before, input)
  const given = secretsIn(said)
  if (given.length === 0) return input
  const personIds = given.map(({ field }) => personOf(field, before, input))
  const keyOf = await keysToWrite(tx, keys, personIds, now)
  const sealed = { ...input }
  for (const [index, { field, place }] of given.entries()) {
    const personId = personIds[index] as string
    // The ids of files stay: they tell nothing, and the engine looks after what they name.
    if (!isSealedField(field)) continue
    const key = keyOf.get(personId) as KeyObject
    const said = input[field.name] as Json
    sealed[field.name] = sealValue(key, said, before.id, { at: place, of: personId })
  }
  return sealed

  function secretsIn({ input: values }: Said): { field: Field; place: string }[] {
    const fields = inputFields(definition, action).map((field) => ({ field, place: field.name }))
    const asks = action.asks.map((field) => ({ field, place: questionName(action.id, field.name) }))
    return [...fields, ...asks].filter(
      ({ field }) => field.secretOf !== undefined && (values[field.name] ?? null) !== null,
    )
  }
}

function sealValue(key: KeyObject, value: Json, entryId: string, place: Pick<Sealed, 'at' | 'of'>): Sealed {
  const bytes = sealUnder(key, Buffer.from(textToSeal(value), 'utf8'), placeOf(entryId, place))
  return { $sealed: bytes.toString('base64'), ...place }
}

/** Whom secrets belong to stays: what was said under the one's key could not be erased with the other. */
function refuseChange(name: string, { values }: EntryState, input: Values): void {
  const held = values[name] ?? null
  if (held !== null && input[name] !== undefined && input[name] !== held)
    throw new AppError('ledgers.secret_person_fixed', { status: 409, path: `input.${name}` })
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u

function personOf({ name, secretOf = '' }: Field, { values }: EntryState, input: Values): string {
  const personId = input[secretOf] ?? values[secretOf]
  if (typeof personId === 'string' && uuid.test(personId)) return personId
  throw new AppError('ledgers.secret_needs_person', { path: `input.${name}` })
}
