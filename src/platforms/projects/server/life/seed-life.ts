import type { Actor } from '#kernel/http/model'
import type { Values } from '#kernel/ledgers/model'
import { type PlatformDeps, readStates } from '#kernel/ledgers/server'
import { addDays, shanghaiDate, shanghaiInstant } from '#kernel/time/model'
import { readWan } from '../../model/amounts.ts'
import { LifeDemonstration } from '../../model/life/demonstration.ts'
import { zhCN } from '../../model/pool/messages.zh-CN.ts'
import { type EntryGate, publishFirst } from '../gate/entry-gate.ts'
import { readGateTemplate } from '../gate/gate-template.ts'
import { readData } from '../loading.ts'
import { type Cast, play, type Step } from '../seed-demonstration.ts'

type LifeSeed = Pick<PlatformDeps, 'engine' | 'divisions' | 'clock'> & {
  casts: ReadonlyMap<string, Cast | undefined>
  gate: EntryGate
  dataFolder: string
  storeEvidence: (actor: Actor, title: string) => Promise<string>
}

/** The rules are in force for so long, so that what is played before them was not judged by them. */
const gateDaysAgo = 30

type Stage = { deps: LifeSeed; cast: Cast; today: string; file: LifeDemonstration }

/**
 * Publishes the rules that the pages name, and plays ideas with their files, a bid, and a project that a leader let
 * in. What is there stays.
 */
export async function seedLife(deps: LifeSeed): Promise<void> {
  const file = LifeDemonstration.parse(JSON.parse(readData('demonstration/life.json', deps.dataFolder)))
  const district = deps.divisions.districts.find(({ name }) => name === file.overridden.district)
  const cast = deps.casts.get(district?.code ?? '')
  if (!district || !cast) return
  const stage = { deps, cast, today: shanghaiDate(deps.clock.now()), file }
  const first = await publishFirst(deps.engine.handle.db, {
    content: readGateTemplate(deps.dataFolder),
    reason: zhCN['projects.pool.seed_reason'],
    accountId: cast.office.accountId,
    at: new Date(at(stage, gateDaysAgo)),
  })
  if (first) await deps.gate.changed()
  const known = await readStates(deps.engine, cast.office, 'project')
  if (known.some(({ values }) => values['projectKey'] === file.overridden.key)) return
  const ideas = await playIdeas(stage)
  await playBid(stage, ideas)
  await playOverridden(stage)
}

/** Nine in the morning, so many days ago. */
function at({ today }: Pick<Stage, 'today'>, daysAgo: number): string {
  return new Date(shanghaiInstant(addDays(today, -daysAgo)).getTime() + 32_400_000).toISOString()
}

function fen(wan: number): number {
  const amount = readWan(String(wan))
  return 'fen' in amount ? amount.fen : 0
}

function divisionOf({ deps }: Stage, district: string, place: string): string {
  const root = deps.divisions.districts.find(({ name }) => name === district)?.code ?? ''
  return deps.divisions.children(root).find(({ name }) => name === place)?.code ?? root
}

type First = { by: Actor; ledger: string; divisionCode: string; daysAgo: number; input: Values }

function begin(
  stage: Stage,
  { by, ledger, divisionCode, daysAgo, input }: First,
  then: readonly Step[] = [],
) {
  const request = { ledger, action: 'register', divisionCode, effectiveAt: at(stage, daysAgo), input }
  return play(stage.deps, { by, request: { ...request, input: { ...input, demonstration: true } } }, then)
}

async function playIdeas(stage: Stage): Promise<Map<string, { id: string; divisionCode: string }>> {
  const played = new Map<string, { id: string; divisionCode: string }>()
  for (const { key, name, district, place, category, investmentWan, daysAgo, documents } of stage.file
    .ideas) {
    const divisionCode = divisionOf(stage, district, place)
    const id = await begin(stage, {
      by: stage.cast.office,
      ledger: 'project',
      divisionCode,
      daysAgo,
      input: {
        stage: 'planning',
        projectKey: key,
        name,
        category,
        ...(investmentWan === null ? {} : { investmentFen: fen(investmentWan) }),
      },
    })
    played.set(key, { id, divisionCode })
    for (const document of documents) await playDocument(stage, { id, divisionCode, daysAgo, ...document })
  }
  return played
}

type Document = LifeDemonstration['ideas'][number]['documents'][number]

async function playDocument(
  stage: Stage,
  {
    id,
    divisionCode,
    daysAgo,
    ...document
  }: Document & { id: string; divisionCode: string; daysAgo: number },
): Promise<void> {
  const { cast, deps, today } = stage
  const unit = cast.units.get(document.unit) ?? cast.units.values().next().value
  if (!unit) return
  const title = zhCN[`projects.packaging.document.${document.document}`]
  const then: Step[] =
    document.end === 'accepted'
      ? [
          {
            by: unit,
            action: 'deliver',
            effectiveAt: at(stage, daysAgo - 5),
            input: { papers: [await deps.storeEvidence(unit, title)] },
          },
          {
            by: cast.office,
            action: 'check',
            effectiveAt: at(stage, daysAgo - 6),
            input: { outcome: 'passed' },
          },
        ]
      : []
  const input = {
    title,
    project: id,
    document: document.document,
    dueOn: addDays(today, document.dueInDays),
    organisationId: unit.organisationId,
    accountId: unit.accountId,
  }
  await begin(
    stage,
    { by: cast.office, ledger: 'packaging', divisionCode, daysAgo: daysAgo - 1, input },
    then,
  )
}

async function playBid(
  stage: Stage,
  ideas: ReadonlyMap<string, { id: string; divisionCode: string }>,
): Promise<void> {
  const { cast, file, today, deps } = stage
  const { bid } = file
  const { office } = cast
  const district = office.divisions[0] ?? ''
  const channels = new Map<string, string>()
  for (const { key, name, level } of file.channels)
    channels.set(
      key,
      await begin(stage, {
        by: office,
        ledger: 'funding_channel',
        divisionCode: district,
        daysAgo: 29,
        input: { name, level },
      }),
    )
  const idea = ideas.get(bid.project)
  const channel = channels.get(bid.channel)
  if (!idea || !channel) return
  const step = (daysAgo: number, action: string, input: Values): Step => ({
    by: office,
    action,
    input,
    effectiveAt: at(stage, daysAgo),
  })
  const day = (daysAgo: number) => addDays(today, -daysAgo)
  await begin(
    stage,
    {
      by: office,
      ledger: 'funding_bid',
      divisionCode: idea.divisionCode,
      daysAgo: 20,
      input: {
        title: bid.title,
        project: idea.id,
        channel,
        year: Number(today.slice(0, 4)),
        appliedFen: fen(bid.appliedWan),
        dueOn: day(18),
      },
    },
    [
      step(19, 'submit', { submittedOn: day(19), papers: [await deps.storeEvidence(office, bid.title)] }),
      step(10, 'approve', {
        approvedFen: fen(bid.approvedWan),
        approvedOn: day(10),
        approvalNo: bid.approvalNo,
      }),
      step(6, 'grant', { grantedFen: fen(bid.grantedWan), grantedOn: day(6) }),
      step(3, 'record_payments', { payments: [{ on: day(3), fen: fen(bid.paidWan) }] }),
    ],
  )
}

async function playOverridden(stage: Stage): Promise<void> {
  const { cast, file, deps, today } = stage
  const { leader, office } = cast
  const { key, name, district, place, category, park, enterprise, reason, factor } = file.overridden
  if (!leader) return
  const divisionCode = divisionOf(stage, district, place)
  const papers = [await deps.storeEvidence(office, name)]
  const id = await begin(
    stage,
    {
      by: office,
      ledger: 'project',
      divisionCode,
      daysAgo: 22,
      input: {
        stage: 'negotiation',
        projectKey: key,
        name,
        category,
        park,
        enterprises: enterprise,
        investmentFen: fen(file.overridden.investmentWan),
        assetInvestmentFen: fen(file.overridden.investmentWan),
        industryCode: file.overridden.industryCode,
        enclave: true,
        highRisk: false,
      },
    },
    [
      { by: leader, action: 'override_gate', effectiveAt: at(stage, 15), input: { reason } },
      {
        by: office,
        action: 'sign',
        effectiveAt: at(stage, 14),
        input: { signedOn: addDays(today, -14), signingPapers: papers },
      },
    ],
  )
  await begin(stage, {
    by: cast.steward,
    ledger: 'factor_request',
    divisionCode,
    daysAgo: 8,
    input: {
      title: factor.title,
      project: id,
      factor: 'power',
      quantity: factor.quantity,
      quantityUnit: factor.quantityUnit,
      neededBy: addDays(today, factor.neededInDays),
    },
  })
}
