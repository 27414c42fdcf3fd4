import type { Tx } from '#kernel/db/server'
import { type LookedUp, Point } from '#kernel/ledgers/model'
import type { LookUpAsked } from '#kernel/ledgers/server'
import { cellAt } from '#kernel/map/server'
import { shanghaiDate } from '#kernel/time/model'
import { servedLayer } from '../../model/cells/people/people.ts'
import { cellOfPlace, workerOfCell } from './look-up-store.ts'

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null

/**
 * What cells and rosters say of an incident: in which cell it lies, where its facts are said without one, and who
 * serves that cell when its handling is done and somebody must go and look.
 */
export async function lookUpIncident(tx: Tx, asked: LookUpAsked): Promise<LookedUp> {
  const { action, before, now } = asked
  if (action === 'register' || action === 'add_facts') return cellOf(tx, asked)
  if (action !== 'complete') return {}
  const cell = textOf(before.values['gridCell'])
  return cell === null ? {} : { holder: await workerOfCell(tx, cell, { on: shanghaiDate(now), now }) }
}

async function cellOf(tx: Tx, { input, before, divisionCode, now }: LookUpAsked): Promise<LookedUp> {
  const said = textOf(input['gridCell'])
  const spot = Point.safeParse(input['spot']).data
  const address = textOf(input['address'])
  const known = textOf(before.values['gridCell'])
  // What somebody says goes before what is worked out, and what is known stays while no other place is said.
  if (said !== null || (known !== null && !spot && address === null)) return {}
  const found = spot
    ? ((await cellAt(tx, `cell:${servedLayer}`, [spot.lng, spot.lat]))?.code ?? null)
    : await cellOfPlace(tx, { divisionCode, address }, shanghaiDate(now))
  return found === null ? {} : { values: { gridCell: found } }
}
