import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { EntryState, Values } from '#kernel/ledgers/model'
import { type PlatformDeps, readStates } from '#kernel/ledgers/server'
import { addDays, shanghaiDate, shanghaiInstant } from '#kernel/time/model'
import { appliedValues } from '../../model/procedures/apply.ts'
import { zhCN } from '../../model/procedures/messages.zh-CN.ts'
import { appliedOf } from '../../model/procedures/records.ts'
import type { Lane } from '../../model/procedures/template.ts'
import type { Cast } from '../seed-demonstration.ts'
import { startApprovals, type StartDeps } from './start-approvals.ts'
import { listVersions } from './template-store.ts'

type Deps = Pick<PlatformDeps, 'clock'> & StartDeps & { casts: ReadonlyMap<string, Cast | undefined> }

type Step = { action: string; daysAgo: number; input?: Values }
type Example = {
  project: string
  lane: Lane
  /** Each with the body that acts, when it was started, and what was done since. */
  approvals: { code: string; unit: string; daysAgo: number; since: Step[] }[]
}

/** The answers by which the usual ten procedures apply, so that colours stay what they were. */
const answers = { new_land: true, eia: true, energy: true, soil: true, building: true, special_fire: true }

const examples: readonly Example[] = [
  {
    project: 'demo-kangtai',
    lane: 'green',
    approvals: [
      {
        code: 'energy',
        unit: 'development-reform',
        daysAgo: 34,
        since: [
          { action: 'accept', daysAgo: 33 },
          { action: 'review', daysAgo: 27, input: { opinion: zhCN['projects.approval.seed.opinion'] } },
          {
            action: 'approve',
            daysAgo: 26,
            input: { outcome: 'granted', opinion: zhCN['projects.approval.seed.opinion'] },
          },
          { action: 'issue', daysAgo: 25, input: { documentNo: zhCN['projects.approval.seed.document'] } },
        ],
      },
      {
        code: 'land_permit',
        unit: 'natural-resources',
        daysAgo: 16,
        since: [
          { action: 'accept', daysAgo: 14 },
          {
            action: 'start_special_step',
            daysAgo: 6,
            input: { kind: 'expert_review', reason: zhCN['projects.approval.seed.review'] },
          },
        ],
      },
    ],
  },
  {
    project: 'demo-zhicheng',
    lane: 'direct',
    approvals: [
      { code: 'drawings', unit: 'housing', daysAgo: 36, since: [{ action: 'accept', daysAgo: 35 }] },
      { code: 'fire_design', unit: 'housing', daysAgo: 1, since: [] },
    ],
  },
]

/** Gives invented projects a template, and plays a few approvals in different states. What is there stays. */
export async function seedProcedures(deps: Deps): Promise<void> {
  for (const cast of deps.casts.values()) {
    if (!cast) continue
    const projects = await readStates(deps.engine, cast.office, 'project')
    for (const example of examples) {
      const project = projects.find(({ values }) => values['projectKey'] === example.project)
      if (project && !appliedOf(project.values)) await playExample(deps, cast, project, example)
    }
  }
}

async function playExample(deps: Deps, cast: Cast, project: EntryState, example: Example): Promise<void> {
  const { engine } = deps
  const versions = await listVersions(engine.handle.db, project.divisionCode.slice(0, 6))
  const template = versions.find((one) => one.template.code === 'enterprise_filing')?.template
  if (!template) return
  const today = shanghaiDate(deps.clock.now())
  const at = (daysAgo: number) =>
    new Date(shanghaiInstant(addDays(today, -daysAgo)).getTime() + 32_400_000).toISOString()
  const input = appliedValues(project.values, { template, lane: example.lane, answers, decided: {} })
  const apply = {
    entryId: project.id,
    expectedSeq: project.seq,
    action: 'apply_template',
    input,
    byProgram: true,
  } as const
  await engine.perform(cast.office, [apply], newId())
  for (const { code, unit, daysAgo, since } of example.approvals) {
    const { state } = await engine.get(cast.office, project.id)
    const started = { expectedSeq: state.seq, procedures: [{ code }] }
    const [opened] = await startApprovals(deps, cast.steward, state, started, newId(), at(daysAgo))
    const by = actorOf(cast, unit)
    if (!opened || !by) continue
    let { seq } = opened
    for (const { action, input: said = {}, daysAgo: ago } of since) {
      const step = { entryId: opened.entryId, expectedSeq: seq, action, input: said, effectiveAt: at(ago) }
      const { results } = await engine.perform(by, [step], newId())
      seq = results[0]?.seq ?? seq
    }
  }
}

function actorOf(cast: Cast, unit: string): Actor | undefined {
  return unit === 'development-reform' ? cast.bureau : cast.units.get(unit)
}
