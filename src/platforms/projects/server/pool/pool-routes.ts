import type { LocalText } from '#kernel/i18n/model'
import { localText } from '#kernel/i18n/model'
import type { Actor } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import type { EntryState, Json } from '#kernel/ledgers/model'
import { type Engine, readStates } from '#kernel/ledgers/server'
import { shanghaiDate } from '#kernel/time/model'
import { type Bid, FundingAnswer, type Idea, ideaState, idleDays, PoolAnswer } from '../../model/pool/pool.ts'
import { projectCategories } from '../../model/stages.ts'

export type PoolDeps = {
  engine: Engine
  organisationNames: (ids: readonly number[]) => Promise<ReadonlyMap<number, LocalText>>
}

const text = (value: Json | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null
const number = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null)
const dayOf = (instant: string) => shanghaiDate(new Date(instant))
const categoryOf = ({ values }: EntryState) =>
  projectCategories.find((known) => known === values['category']) ?? 'other'
const projectOf = ({ values }: EntryState) => text(values['project']) ?? ''
const invented = ({ values }: EntryState) => values['demonstration'] === true

/** 谋划储备与争取资金 (F15): ideas with their files, and what was asked for against what was granted. */
export function poolRoutes(deps: PoolDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/projects/pool',
      summary: 'The planning pool: each idea, how far its file is, and for how long nothing happened to it',
      access: { kind: 'scoped', by: 'entry' },
      response: PoolAnswer,
      handler: ({ actor }) => readPool(deps, actor),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/projects/funding',
      summary: 'Bids for funds: applied for, granted and paid, with project, field, channel and year',
      access: { kind: 'scoped', by: 'entry' },
      response: FundingAnswer,
      handler: async ({ actor }) => ({ bids: await readBids(deps, actor) }),
    }),
  ]
}

async function readPool({ engine, organisationNames }: PoolDeps, actor: Actor): Promise<PoolAnswer> {
  const [projects = [], papers = [], bids = []] = await Promise.all(
    ['project', 'packaging', 'funding_bid'].map((ledger) => readStates(engine, actor, ledger)),
  )
  const now = engine.clock.now().toISOString()
  const day = dayOf(now)
  const wanted = papers.filter(({ stage }) => stage !== 'voided')
  const names = await organisationNames([...new Set(wanted.map(({ organisationId }) => organisationId))])
  const documentsOf = Map.groupBy(wanted, projectOf)
  const bidsOf = Map.groupBy(
    bids.filter(({ stage }) => stage !== 'voided'),
    projectOf,
  )
  const ideas = projects
    .filter(({ stage }) => stage === 'planning')
    .map((state): Idea => {
      const documents = documentsOf.get(state.id) ?? []
      const states = documents.map((one) => ({ stage: one.stage, changedOn: dayOf(one.effectiveAt) }))
      return {
        id: state.id,
        no: state.no,
        name: state.title,
        category: categoryOf(state),
        divisionCode: state.divisionCode,
        demonstration: invented(state),
        investmentFen: number(state.values['investmentFen']),
        source: state.origins['name']?.source ?? null,
        state: ideaState(states),
        idleDays: idleDays(dayOf(state.effectiveAt), states, day),
        documents: documents.map((one) => ({
          id: one.id,
          title: one.title,
          document: text(one.values['document']) ?? 'other',
          stage: one.stage,
          dueOn: text(one.values['dueOn']),
          organisation: nameOf(names, one.organisationId, actor),
          overdue: one.tasks.some(({ dueAt }) => dueAt !== null && dueAt < now),
        })),
        bids: bidsOf.get(state.id)?.length ?? 0,
      }
    })
  return { day, ideas: ideas.sort((a, b) => (a.no < b.no ? 1 : -1)) }
}

function nameOf(names: ReadonlyMap<number, LocalText>, id: number, { locale }: Actor): string {
  const name = names.get(id)
  return name ? localText(name, locale) : ''
}

async function readBids({ engine }: PoolDeps, actor: Actor): Promise<Bid[]> {
  const [projects = [], channels = [], bids = []] = await Promise.all(
    ['project', 'funding_channel', 'funding_bid'].map((ledger) => readStates(engine, actor, ledger)),
  )
  const projectsById = new Map(projects.map((state) => [state.id, state]))
  const channelsById = new Map(channels.map((state) => [state.id, state]))
  return bids
    .filter(({ stage }) => stage !== 'voided')
    .map((state): Bid => {
      const { values, stage } = state
      const project = projectsById.get(projectOf(state))
      const channel = channelsById.get(text(values['channel']) ?? '')
      return {
        id: state.id,
        no: state.no,
        title: state.title,
        stage,
        project: project ? { id: project.id, name: project.title } : null,
        category: project ? categoryOf(project) : null,
        channel: channel ? { id: channel.id, name: channel.title } : null,
        year: number(values['year']) ?? 0,
        appliedFen: number(values['appliedFen']) ?? 0,
        submitted: stage !== 'drafting',
        approvedFen: number(values['approvedFen']),
        grantedFen: number(values['grantedFen']),
        paidFen: number(values['paidFen']),
        demonstration: invented(state),
      }
    })
    .sort((a, b) => b.year - a.year || (a.no < b.no ? 1 : -1))
}
