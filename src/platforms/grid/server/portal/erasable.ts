import type { Keys } from '#kernel/crypto/server'
import type { Erasable } from '#kernel/ledgers/server'
import { isPhone, normalisePhone } from '#kernel/registry/model'
import { forgetClaims, forgetPhones } from './erasable-store.ts'
import { phoneIndexOf } from './residents.ts'

/** By what name an erasure's manifest says which claims it reached. */
export const portalErasable = 'portal_claim'

/** The phones that claims are found by, and all that was counted, sent or blocked by them, go with their person. */
export function erasablePhones(deps: { keys: Keys }): Erasable {
  return {
    erase: (tx, knownBy) => {
      const phones = knownBy.map(normalisePhone).filter(isPhone)
      return forgetPhones(
        tx,
        phones.map((phone) => phoneIndexOf(deps, phone)),
      )
    },
    eraseAgain: forgetClaims,
  }
}
