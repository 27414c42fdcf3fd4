import { blindIndex, type Keys } from '#kernel/crypto/server'
import { newId, type Tx } from '#kernel/db/server'
import { derivedKey, type Erasable } from '#kernel/ledgers/server'
import { isPhone, normalisePhone } from '#kernel/registry/model'
import { destroyKey } from '#kernel/registry/server'
import { claimantOfPhone, forgetClaimants, forgetClaimantsAgain } from './claimant-store.ts'

/** By what name an erasure's manifest says whom of the claimants it reached. */
export const claimantErasable = 'claimant'

const indexOf = (keys: Keys, phone: string) => blindIndex(keys, 'grid.claimant', normalisePhone(phone))

type Said = { claimantName?: string | undefined; claimantPhone?: string | undefined }

/**
 * Under whose key name and phone of a claim are put: one key for all claims of a phone, so that they are erased
 * together; else one for the claim alone. Undefined where nobody is named.
 */
export async function claimantOf(
  tx: Tx,
  { keys, now }: { keys: Keys; now: Date },
  { claimantName, claimantPhone }: Said,
  clientKey: string,
): Promise<string | undefined> {
  if (claimantName === undefined && claimantPhone === undefined) return undefined
  const phone = claimantPhone === undefined ? '' : normalisePhone(claimantPhone)
  if (!isPhone(phone)) return derivedKey(`claimant/${clientKey}`)
  return claimantOfPhone(tx, { id: newId(now), phoneIndex: indexOf(keys, phone), at: now })
}

/** Who was erased by law loses the key of what they claimed by their phone, whichever way it came in. */
export function erasableClaimants({ keys }: { keys: Keys }): Erasable {
  return {
    erase: async (tx, knownBy, gone) => {
      const phones = knownBy.map(normalisePhone).filter(isPhone)
      const ids = await forgetClaimants(
        tx,
        phones.map((phone) => indexOf(keys, phone)),
      )
      for (const personId of ids) await destroyKey(tx, { ...gone, personId })
      return ids
    },
    eraseAgain: async (tx, ids, gone) => {
      await forgetClaimantsAgain(tx, ids)
      for (const personId of ids) await destroyKey(tx, { ...gone, personId })
    },
  }
}
