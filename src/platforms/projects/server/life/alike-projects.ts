import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import type { EntryState } from '#kernel/ledgers/model'
import { type Engine, readStates } from '#kernel/ledgers/server'
import { likeness, type ProjectCard } from '../../model/life/alike.ts'
import { AlikeAnswer } from '../../model/life/stage-lists.ts'
import { isStage } from '../../model/stages.ts'

const shownMax = 8
const text = (value: unknown) => (typeof value === 'string' ? value : '')

function cardOf({ title, values, divisionCode }: EntryState): ProjectCard {
  const { investmentFen } = values
  return {
    name: title,
    enterprises: text(values['enterprises']),
    park: text(values['park']),
    divisionCode,
    investmentFen: typeof investmentFen === 'number' ? investmentFen : null,
  }
}

/** Which of the projects one may see look like the one that is being typed: nothing is to be counted twice. */
export const alikeRoute = ({ engine }: { engine: Engine }): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/alike',
    summary: 'Projects that look like the one with this name, firm, park, place and amount, and why',
    access: { kind: 'scoped', by: 'entry' },
    query: z.object({
      name: z.string().max(200).default(''),
      firm: z.string().max(400).default(''),
      park: z.string().max(200).default(''),
      place: z.string().max(12).default(''),
      amountFen: z.coerce.number().int().min(0).optional(),
    }),
    response: AlikeAnswer,
    handler: async ({ actor, query }) => {
      const typed: ProjectCard = {
        name: query.name,
        enterprises: query.firm,
        park: query.park,
        divisionCode: query.place,
        investmentFen: query.amountFen ?? null,
      }
      const states = await readStates(engine, actor, 'project')
      return states
        .filter(({ stage }) => isStage(stage))
        .flatMap((state) => {
          const found = likeness(typed, cardOf(state))
          const { id, no, title, stage } = state
          return found
            ? [{ id, no, name: title, stage, points: found.points, reasons: [...found.reasons] }]
            : []
        })
        .sort((a, b) => b.points - a.points || (a.no < b.no ? -1 : 1))
        .slice(0, shownMax)
    },
  })
