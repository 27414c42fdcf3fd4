import { derivedKey, type PlatformDeps } from '#kernel/ledgers/server'
import { isAppError } from '#kernel/errors/model'
import type { Limit } from '#kernel/time/model'
import { orderLedgerId } from '../../model/hotline/order-ledger.ts'
import { classInForce, type OrderRuleVersions } from '../../model/hotline/order-rules.ts'
import type { OrderGiven, Taken } from '../../model/hotline/orders.ts'
import { intakeActor } from '../incidents/intake-actor.ts'
import { registerClaimIn } from '../incidents/register-claim.ts'
import { claimNumber, nameEntry } from './order-store.ts'

export type OrderDeps = Pick<PlatformDeps, 'engine' | 'organisationOfRole' | 'divisions' | 'clock'> & {
  orderRules: OrderRuleVersions
}

const said = (text: string | undefined) => (text === undefined || text === '' ? undefined : text)

/**
 * Takes one order: its claim, the incident that it is about, and the order with its own clocks, in one transaction. A
 * number that was taken before stays what it is, whatever comes under it now. Clocks run from when the call was taken.
 */
export async function takeOrder(
  deps: OrderDeps,
  order: OrderGiven,
  more: { within: readonly string[]; demonstration?: boolean },
): Promise<Taken> {
  const { externalNo, divisionCode } = order
  const refused = (reason: string): Taken => ({ externalNo, outcome: 'refused', no: null, reason })
  const known = deps.divisions.find(divisionCode)
  if (!known || known.validTo !== null || !more.within.some((root) => divisionCode.startsWith(root)))
    return refused('unknown_division')
  if (new Date(order.receivedAt) > deps.clock.now()) return refused('future')
  const rules = classInForce(deps.orderRules, order.orderClass, new Date(order.receivedAt))?.rules
  if (!rules) return refused('unknown_class')
  try {
    const taken = await deps.engine.handle.db
      .transaction()
      .execute((tx) =>
        registerIn(tx, deps, order, { accept: rules.accept, demonstration: more.demonstration }),
      )
    if (taken.outcome === 'added') deps.engine.onCommit()
    return taken
  } catch (error) {
    if (isAppError(error) && error.status < 500) return refused(error.code)
    throw error
  }
}

async function registerIn(
  tx: Parameters<typeof registerClaimIn>[0],
  deps: OrderDeps,
  { externalNo, orderClass, receivedAt, words, divisionCode, address, name, phone }: OrderGiven,
  { accept, demonstration }: { accept: Limit; demonstration: boolean | undefined },
): Promise<Taken> {
  const district = divisionCode.slice(0, 6)
  const { fresh, no } = await claimNumber(tx, { district, externalNo, receivedAt })
  if (!fresh) return { externalNo, outcome: 'known', no, reason: null }
  const key = derivedKey(`hotline/${district}/${externalNo}`)
  const effectiveAt = new Date(receivedAt).toISOString()
  const { claim, incident } = await registerClaimIn(
    tx,
    deps,
    {
      channel: 'hotline',
      words,
      divisionCode,
      address: said(address),
      claimantName: said(name),
      claimantPhone: said(phone),
      externalNo,
      demonstration,
      effectiveAt,
    },
    key,
  )
  const input = {
    externalNo,
    orderClass,
    acceptCount: accept.count,
    acceptUnit: accept.unit,
    words,
    claim: claim.id,
    incident: incident.id,
  }
  const { results } = await deps.engine.performIn(
    tx,
    intakeActor(deps, divisionCode),
    [
      {
        ledger: orderLedgerId,
        action: 'register',
        byProgram: true,
        divisionCode,
        input: {
          ...input,
          ...(said(address) === undefined ? {} : { address: said(address) as string }),
          ...(demonstration === undefined ? {} : { demonstration }),
        },
        links: [{ entryId: claim.id, relation: 'caused_by' }],
        effectiveAt,
      },
    ],
    derivedKey(`${key}/order`),
  )
  const [result] = results
  if (!result) throw new Error(`the order ${externalNo} was not registered`)
  await nameEntry(tx, district, externalNo, result.entryId)
  return { externalNo, outcome: 'added', no: result.no, reason: null }
}
