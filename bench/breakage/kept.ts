import { type Ground, until } from './ground.ts'
import type { RunningHouse } from './house.ts'
import type { Place } from './messages.ts'
import { count, verify, withData } from './proof.ts'
import { acknowledgedBy, type Writer } from './writer.ts'

/** Lets everything that runs by itself come to its end. */
export async function runDry(house: RunningHouse): Promise<void> {
  await house.ask({ what: 'drain' })
  for (const name of ['reactions', 'ladder', 'reactions', 'statistics']) await runJob(house, name)
  await house.ask({ what: 'drain' })
  await runJob(house, 'reactions')
  await house.ask({ what: 'drain' })
  await runJob(house, 'checkpoint')
}

/** It may just be at work, here or in another house: then once more after that. */
async function runJob(house: RunningHouse, name: string): Promise<void> {
  if (!(await until(() => house.ask<boolean>({ what: 'job', name }), 60)))
    throw new Error(`${name} could not be run`)
}

/** A house that is up is run dry and stopped; then what is there must be what was acknowledged, each once, and the log whole. */
export async function proveKept(
  ground: Ground,
  place: Place,
  house: RunningHouse,
  writers: readonly Writer[],
): Promise<void> {
  await runDry(house)
  await house.stop()
  await proveStanding(ground, place, writers)
}

export async function proveStanding(ground: Ground, place: Place, writers: readonly Writer[]): Promise<void> {
  const found = await withData(place, count)
  const acknowledged = acknowledgedBy(writers)
  const there = new Set(found.taken)
  const lost = acknowledged.filter((id) => !there.has(id))
  ground.check('no acknowledged action is lost', lost.length === 0, lost.slice(0, 5).join())
  const known = new Set(acknowledged)
  ground.check('no client was told two things for one', known.size === acknowledged.length)
  const more = found.taken.filter((id) => !known.has(id))
  ground.check(
    'nothing was done twice, or that nobody was told of',
    more.length === 0,
    more.slice(0, 5).join(),
  )
  ground.check(
    'every registration has its one echo',
    found.unechoed === 0 && found.echoes === found.cases,
    JSON.stringify({ ...found, taken: 0 }),
  )
  ground.check('no rung of the ladder was climbed twice', found.climbedTwice === 0)
  ground.check('no number was given twice', found.numberedTwice === 0)
  ground.check('no notice was given twice', found.noticedTwice === 0)
  ground.check(
    'the outbox is empty, and nothing was put aside',
    found.waiting + found.parked + found.failed === 0,
    JSON.stringify({ ...found, taken: 0 }),
  )
  const faults = writers.flatMap((writer) => writer.faults)
  ground.check('the same key was always answered the same', faults.length === 0, faults[0])
  const verified = await verify(place)
  ground.check(
    'the chain verifies',
    verified.findings.length === 0,
    JSON.stringify(verified.findings.slice(0, 3)),
  )
  ground.fact('actions acknowledged', acknowledged.length)
  ground.fact('actions in the log', verified.actions)
  ground.fact('rungs climbed', found.climbed)
  ground.fact('echoes', found.echoes)
}
