import { newId } from '#kernel/db/server'
import { isAppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { type Engine, readStates } from '#kernel/ledgers/server'
import { type ColourSettings, colourOf } from '../model/colour.ts'
import { proceduresOf } from '../model/procedures/records.ts'
import { isStage } from '../model/stages.ts'

const batchMax = 500
const attemptsMax = 5

/**
 * Brings the colours that lists filter by up to a changed rule: an action in the log of each project whose colour
 * it changes. Whoever acts on a project meanwhile recolours it by that action, and the rest is read again.
 */
export async function recolour(engine: Engine, actor: Actor, settings: ColourSettings): Promise<number> {
  let done = 0
  for (let attempt = 1; ; attempt += 1) {
    const stale = await staleProjects(engine, actor, settings)
    const batch = stale.slice(0, batchMax)
    if (batch.length === 0) return done
    try {
      await engine.perform(
        actor,
        batch.map(({ id, seq }) => ({ action: 'recolour', entryId: id, expectedSeq: seq, input: {} })),
        newId(),
      )
      done += batch.length
      attempt = 0
    } catch (error) {
      if (!isAppError(error) || error.code !== 'ledgers.changed_meanwhile' || attempt >= attemptsMax)
        throw error
    }
  }
}

async function staleProjects(engine: Engine, actor: Actor, settings: ColourSettings) {
  const states = await readStates(engine, actor, 'project')
  return states.filter(({ values, stage }) => {
    if (!isStage(stage)) return false
    return values.colour !== colourOf({ procedures: proceduresOf(values), stage }, settings).colour
  })
}
