import type { EntryState } from '#kernel/ledgers/model'
import { type ColourSettings, colourOf, projectColours } from './colour.ts'
import { proceduresOf } from './procedures/records.ts'
import { isStage } from './stages.ts'
import type { ColourEffect } from './wall-query.ts'

/** How each project is coloured under the one rule and under the other. */
export function colourEffect(
  states: readonly EntryState[],
  before: ColourSettings,
  after: ColourSettings,
): ColourEffect {
  const judged = states.flatMap(({ id, title, values, stage }) => {
    if (!isStage(stage)) return []
    const project = { procedures: proceduresOf(values), stage }
    const { colour, done, total } = colourOf(project, before)
    return [{ id, name: title, before: colour, after: colourOf(project, after).colour, done, total }]
  })
  return {
    projects: judged.length,
    counts: projectColours.map((colour) => ({
      colour,
      before: judged.filter((one) => one.before === colour).length,
      after: judged.filter((one) => one.after === colour).length,
    })),
    changes: judged.filter((one) => one.before !== one.after),
  }
}
