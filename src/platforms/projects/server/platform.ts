import { Readable } from 'node:stream'
import { z } from 'zod'
import { storeUpload } from '#kernel/files/server'
import type { Actor } from '#kernel/http/model'
import type {
  ImportReport,
  OpenPlatform,
  PlatformDeps,
  SeedLine,
  SeedOptions,
  ServerPlatform,
} from '#kernel/ledgers/server'
import { DemonstrationProblem, DemonstrationProject } from '../model/demonstration.ts'
import { decisionLedger } from '../model/meetings/decision-ledger.ts'
import { DemonstrationMeetings } from '../model/meetings/demonstration-meetings.ts'
import { meetingLedger } from '../model/meetings/meeting-ledger.ts'
import { visitLedger } from '../model/meetings/visit-ledger.ts'
import { circularLedger } from '../model/circulars/circular-ledger.ts'
import '../model/circulars/messages.ts'
import { investmentLedger } from '../model/investment/investment-ledger.ts'
import '../model/investment/messages.ts'
import { nodeLedger } from '../model/circulars/node-ledger.ts'
import '../model/messages.ts'
import { lifeLedgers } from '../model/life/ledgers.ts'
import '../model/procedures/messages.ts'
import { DemonstrationPlan } from '../model/plan/demonstration.ts'
import '../model/plan/messages.ts'
import { problemLedger } from '../model/problem-ledger.ts'
import { approvalLedger } from '../model/procedures/approval-ledger.ts'
import { projectLedger } from '../model/project-ledger.ts'
import { readCast } from './cast.ts'
import { circularRoutes } from './circulars/circular-routes.ts'
import { deskRoutes } from './circulars/desk-routes.ts'
import { seedChains } from './circulars/seed-chains.ts'
import { sheetRoutes } from './circulars/sheet-routes.ts'
import { EntryGate } from './gate/entry-gate.ts'
import { lifeRoutes } from './life/routes.ts'
import { seedLife } from './life/seed-life.ts'
import { importDeps, loader, loadProjects, readData, readProcedureKinds, readServiceRule } from './loading.ts'
import { procedureRoutes } from './procedures/procedure-routes.ts'
import { seedProcedures } from './procedures/seed-procedures.ts'
import { takeOverShipped } from './procedures/shipped.ts'
import '../model/indicators/messages.ts'
import { seedInvestment } from './investment/seed-investment.ts'
import { type Derivable, loadFigures, readDerivations } from './indicators/load-figures.ts'
import { boardFileRoute } from './indicators/export.ts'
import { investmentFileRoutes } from './investment/file-routes.ts'
import { callMonths } from './investment/call-months.ts'
import { Forecasts } from './plan/forecasts.ts'
import { mspdiRoutes } from './plan/mspdi-routes.ts'
import { planExportRoutes } from './plan/plan-exports.ts'
import { planRoutes } from './plan/plan-routes.ts'
import type { MeetingDeps } from './meetings/meeting-deps.ts'
import { seedMeetings } from './meetings/seed-meetings.ts'
import { seedPlans } from './plan/seed-plans.ts'
import { projectRoutes } from './project-routes.ts'
import { declareProjectRules, projectRuleHooks, type ProjectRules } from './rules/project-rules.ts'
import { type Cast, seedDemonstration } from './seed-demonstration.ts'
import { seedRegistry } from './seed-registry.ts'

const hourMs = 3_600_000

export const serverPlatform: ServerPlatform = {
  id: 'projects',
  async open(ground): Promise<OpenPlatform> {
    const gate = await EntryGate.open(ground.handle)
    const derivable = readDerivations(readData('chaoyang/figure-derivations.json'))
    const rules = declareProjectRules(ground.rulebooks)
    const procedureKinds = readProcedureKinds()
    await takeOverShipped(ground.handle.db, ground.clock.now())
    return {
      ledgers: [
        projectLedger(rules.colours, gate.at),
        problemLedger,
        visitLedger,
        meetingLedger,
        decisionLedger,
        nodeLedger,
        circularLedger,
        ...lifeLedgers,
        approvalLedger,
        investmentLedger,
      ],
      entryPages: {
        project: '/projects/',
        circular: '/projects/circulars/',
        meeting: '/projects/meetings/',
      },
      routes: (deps) => [
        ...circularRoutes({ ...deps, rules }),
        ...deskRoutes({ ...deps, colourSettings: rules.colours }),
        ...sheetRoutes({ ...deps, colourSettings: rules.colours, divisions: () => deps.divisions }),
        ...lifeRoutes(deps, gate),
        ...procedureRoutes(procedureDeps(deps)),
        ...investmentFileRoutes({
          ...deps,
          rules,
          openerOf: (divisionCode) => loader(deps, divisionCode.slice(0, 6)),
        }),
        boardFileRoute({ ...deps, rules, derivable, divisions: () => deps.divisions }),
        ...planRoutes({ ...deps, forecasts: new Forecasts(deps) }),
        ...planExportRoutes(deps),
        ...mspdiRoutes(deps),
        ...projectRoutes({
          ...meetingDeps(deps, rules),
          origin: deps.origin,
          procedureKinds,
          importDeps: (actor, csv) => importDeps(deps, actor, csv),
          derivable,
          openerOf: (divisionCode) => loader(deps, divisionCode.slice(0, 6)),
        }),
      ],
      jobs: ({ engine }) => [
        { name: 'investment', everyMs: hourMs, run: async () => void (await callMonths(engine, rules)) },
      ],
      imports: {
        projects: loadProjects,
        figures: (deps, text) => loadFigures(deps, derivable, text),
      },
      seed: (deps, options) => seed(deps, { gate, rules, derivable }, options),
      rulebooks: ({ engine }) => projectRuleHooks(engine, rules),
      close: () => gate.close(),
    }
  },
}

function meetingDeps(deps: PlatformDeps, rules: ProjectRules): MeetingDeps {
  const forecasts = new Forecasts(deps)
  return {
    rules,
    engine: deps.engine,
    divisions: () => deps.divisions,
    organisationNames: (ids) => deps.directory.organisations(ids),
    accountNames: (ids) => deps.directory.accounts(ids),
    forecastsOf: (actor) => forecasts.visibleTo(actor),
    defaultRule: readServiceRule(),
  }
}
const procedureDeps = (deps: PlatformDeps) => ({
  engine: deps.engine,
  organisationNames: (ids: readonly number[]) => deps.directory.organisations(ids),
  accountNames: (ids: readonly number[]) => deps.directory.accounts(ids),
  organisationOfRole: (role: string, divisionCode: string) => deps.organisationOfRole(role, divisionCode),
})

/** The lists with a source first; then, unless only these are wanted, the invented projects and problems. */
async function seed(
  deps: PlatformDeps,
  { gate, rules, derivable }: { gate: EntryGate; rules: ProjectRules; derivable: Derivable },
  { dataFolder, realOnly }: SeedOptions,
): Promise<SeedLine[]> {
  const list = (name: string) => readData(`chaoyang/${name}`, dataFolder)
  const districts = deps.divisions.districts.map(({ code }) => code)
  const registry = await seedRegistry(deps, loader(deps), {
    enterprises: list('enterprises.csv'),
    places: list('places.csv'),
  })
  const report = await loadProjects(deps, list('projects.csv'))
  const figures = await loadFigures(deps, derivable, list('targets.csv'))
  await seedChains(deps, list('enterprises.csv'))
  const lines: SeedLine[] = [
    { key: 'projects.seeded.registry', params: registry },
    { key: 'projects.seeded.projects', params: countsOf(report) },
    { key: 'projects.seeded.figures', params: countsOf(figures) },
  ]
  if (realOnly) return lines
  const json = (name: string): unknown => JSON.parse(readData(`demonstration/${name}`, dataFolder))
  const casts = new Map<string, Cast | undefined>()
  for (const code of districts) casts.set(code, await readCast(deps.handle.db, code, deps.clock.now()))
  const storeEvidence = async (actor: Actor, title: string) =>
    (await storeUpload(deps.files, evidenceOf(actor, title))).id
  const played = await seedDemonstration(
    {
      ...deps,
      procedureKinds: readProcedureKinds(),
      castOf: (code) => casts.get(code),
      storeEvidence,
    },
    z.array(DemonstrationProject).parse(json('projects.json')),
    z.array(DemonstrationProblem).parse(json('problems.json')),
  )
  await seedInvestment({
    ...deps,
    rules,
    districts,
    castOf: (code) => casts.get(code),
    openerOf: (divisionCode) => loader(deps, divisionCode.slice(0, 6)),
  })
  await seedProcedures({ ...deps, casts, ...procedureDeps(deps) })
  await seedLife({ ...deps, casts, gate, dataFolder, storeEvidence })
  await seedPlans({ ...deps, casts }, z.array(DemonstrationPlan).parse(json('plans.json')))
  const met = await seedMeetings(
    meetingDeps(deps, rules),
    (code) => casts.get(code),
    DemonstrationMeetings.parse(json('meetings.json')),
  )
  return [
    ...lines,
    { key: 'projects.seeded.demonstration', params: played },
    { key: 'projects.seeded.meetings', params: met },
  ]
}

const countsOf = ({ added, changed, unchanged, refused }: ImportReport) => ({
  added: added.length,
  changed: changed.length,
  unchanged: unchanged.length,
  refused: refused.length,
})

/** A short text that stands for the photograph or the paper that would prove it. */
function evidenceOf(actor: Actor, title: string) {
  const body = Buffer.from(readData('demonstration/evidence.txt').replace('{title}', title))
  return {
    actor,
    name: `${title}.txt`,
    contentType: 'text/plain',
    announcedSize: body.length,
    stream: Readable.from([body]),
    clientKey: null,
  }
}
