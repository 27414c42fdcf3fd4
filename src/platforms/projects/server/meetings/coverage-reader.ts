import type { Actor } from '#kernel/http/model'
import { localText } from '#kernel/i18n/model'
import type { EntryState, Json } from '#kernel/ledgers/model'
import { readStates } from '#kernel/ledgers/server'
import { shanghaiDate } from '#kernel/time/model'
import type { CoverageAnswer, CoverageRow, CoverageVisit } from '../../model/meetings/coverage.ts'
import { personalRoles } from '../../model/meetings/team-rule.ts'
import { isStage, projectCategories } from '../../model/stages.ts'
import type { MeetingDeps } from './meeting-deps.ts'
import { rulesInForce } from './service-rule-store.ts'

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const numberOf = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null)

/** Who serves a project, by role; a member of the task force that is named by the organisation alone is a 0. */
export function peopleOf({ values }: EntryState): CoverageRow['people'] {
  const personal = personalRoles.map((role) => [role, numberOf(values[role])] as const)
  const members = Array.isArray(values['taskForce']) ? values['taskForce'] : []
  const taskForce = members.flatMap((member) =>
    member && typeof member === 'object' && !Array.isArray(member) ? [numberOf(member['account']) ?? 0] : [],
  )
  return {
    ...Object.fromEntries(personal.map(([role, account]) => [role, account === null ? [] : [account]])),
    taskForce,
  } as CoverageRow['people']
}

type Latest = { id: string; visitedOn: string; nextOn: string | null }

/** The last visit of each project; of two on one day the one recorded later. */
function latestVisits(visits: readonly EntryState[]): Map<string, Latest> {
  const latest = new Map<string, Latest>()
  const inOrder = visits.toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
  for (const { id, values } of inOrder) {
    const visitedOn = textOf(values['visitedOn'])
    const known = latest.get(textOf(values['project']))
    if (known && known.visitedOn > visitedOn) continue
    latest.set(textOf(values['project']), { id, visitedOn, nextOn: textOf(values['nextOn']) || null })
  }
  return latest
}

function rowOf(state: EntryState, visit: Latest | undefined): CoverageRow[] {
  const { values, stage } = state
  if (!isStage(stage)) return []
  return [
    {
      id: state.id,
      no: state.no,
      seq: state.seq,
      name: state.title,
      demonstration: values['demonstration'] === true,
      stage,
      isOpen: state.isOpen,
      category: projectCategories.find((known) => known === values['category']) ?? 'other',
      park: textOf(values['park']),
      divisionCode: state.divisionCode,
      organisationId: state.organisationId,
      investmentFen: numberOf(values['investmentFen']),
      enclave: typeof values['enclave'] === 'boolean' ? values['enclave'] : null,
      people: peopleOf(state),
      lastVisitOn: visit?.visitedOn ?? null,
      lastVisitId: visit?.id ?? null,
      nextVisitOn: visit?.nextOn ?? null,
    },
  ]
}

const visitOf = ({ id, values }: EntryState): CoverageVisit => ({
  id,
  projectId: textOf(values['project']),
  visitorId: numberOf(values['visitor']) ?? 0,
  visitedOn: textOf(values['visitedOn']),
})

/** Every project that the actor may see with who serves it and when it was visited last, and the rules to judge by. */
export async function readCoverage(deps: MeetingDeps, actor: Actor): Promise<CoverageAnswer> {
  const { engine, divisions, organisationNames, accountNames, defaultRule } = deps
  const [projects, all, rules] = await Promise.all([
    readStates(engine, actor, 'project'),
    readStates(engine, actor, 'visit'),
    rulesInForce(engine.handle.db),
  ])
  const visits = all.filter(({ stage }) => stage === 'recorded')
  const latest = latestVisits(visits)
  const rows = projects.flatMap((state) => rowOf(state, latest.get(state.id)))
  const districts = [...new Set(rows.map(({ divisionCode }) => divisionCode.slice(0, 6)))]
  const people = [
    ...rows.flatMap((row) => Object.values(row.people).flat()),
    ...visits.map((state) => numberOf(state.values['visitor']) ?? 0),
  ]
  const organisations = await organisationNames([
    ...new Set(rows.map(({ organisationId }) => organisationId)),
  ])
  const accounts = await accountNames([...new Set(people)].filter((id) => id > 0))
  const places = [...new Set(rows.map(({ divisionCode }) => divisionCode.slice(0, 9)))]
  const tree = divisions()
  return {
    today: shanghaiDate(engine.clock.now()),
    rules: Object.fromEntries(districts.map((code) => [code, rules.get(code) ?? defaultRule])),
    rows,
    visits: visits.map(visitOf),
    accounts: Object.fromEntries([...accounts].map(([id, name]) => [String(id), name])),
    organisations: Object.fromEntries(
      [...organisations].map(([id, name]) => [String(id), localText(name, actor.locale)]),
    ),
    divisions: Object.fromEntries(
      places.flatMap((code) => {
        const found = tree.find(code)
        return found ? [[code, actor.locale === 'en' ? found.nameEn : found.name]] : []
      }),
    ),
    can: { appoint: actor.role === 'project_office' || actor.role === 'district_leader' },
  }
}
