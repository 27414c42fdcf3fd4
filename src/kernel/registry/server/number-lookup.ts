import { blindIndex } from '#kernel/crypto/server'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { translate } from '#kernel/i18n/model'
import { readSearchText } from '../model/search-text.ts'
import { recordUnmasking } from './change-store.ts'
import { holdersOf, type NumberHolder } from './number-lookup-store.ts'
import type { RegistryDeps } from './records.ts'

type WholeNumber = { kind: 'id_number' | 'phone'; value: string }

/** The whole identity number or phone that a text is; undefined where it is neither. */
export function readWholeNumber(text: string): WholeNumber | undefined {
  const read = readSearchText(text)
  return read.kind === 'id_number' || read.kind === 'phone'
    ? { kind: read.kind, value: read.value }
    : undefined
}

/**
 * Who within the actor's scope has a whole number. To ask tells as much as to unmask, so each look-up is on record
 * before the answer leaves: with whom it found, or with nobody.
 * @throws AppError registry.not_whole_number
 */
export async function findByNumber(
  { db, keys, now }: RegistryDeps,
  actor: Actor,
  text: string,
  kinds: readonly NumberHolder['kind'][] = ['person', 'enterprise'],
): Promise<NumberHolder[]> {
  const number = readWholeNumber(text)
  if (!number) throw new AppError('registry.not_whole_number', { path: 'number' })
  const { kind, value } = number
  const isPhone = kind === 'phone'
  const field = isPhone ? 'phone' : 'idNumber'
  const purpose = translate(actor.locale, 'registry.number_lookup')
  return db.transaction().execute(async (tx) => {
    const firms = isPhone && kinds.includes('enterprise')
    const found = await holdersOf(tx, actor, {
      idNumber: isPhone ? null : blindIndex(keys, 'person.id_number', value),
      phone: isPhone ? blindIndex(keys, 'person.phone', value) : null,
      enterprisePhone: firms ? blindIndex(keys, 'enterprise.phone', value) : null,
    })
    const at = now()
    const looked = found.length > 0 ? found : [{ kind: 'person' as const, id: null }]
    for (const one of looked) await recordUnmasking(tx, { actor, ...one, field, purpose, at })
    return found
  })
}
