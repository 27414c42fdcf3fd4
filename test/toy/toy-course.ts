import type { Actor } from '#kernel/http/model'
import {
  applyChange,
  blankState,
  type Change,
  decide,
  type EntryState,
  type Ledger,
  type Surroundings,
  type Values,
  type Verdict,
} from '#kernel/ledgers/model'
import { toyActors } from './toy-actors.ts'
import { toyLedger } from './toy-ledger.ts'

/** Carries entries through the rules alone: no database, no clock, ids that count. */
const { backdater, ...known } = toyActors()
export const actors = {
  ...known,
  /** Of the same organisation and role as the steward, the office and the unit, with accounts of their own. */
  stewardColleague: { ...known.steward, accountId: 9011, positionId: 9011 },
  officeColleague: backdater,
  unitColleague: { ...known.unit, accountId: 9013, positionId: 9013 },
  /** The role over the place, but not for this ledger. */
  officeOfOthers: {
    ...known.office,
    accountId: 9014,
    positionId: 9014,
    organisationId: 914,
    ledgers: ['other'],
  },
  system: {
    ...known.stranger,
    accountId: 0,
    positionId: 0,
    organisationId: 0,
    role: 'system',
    divisions: [],
  },
} satisfies Record<string, Actor>
export type ActorName = keyof typeof actors

export const proof = '0192f3a4-0000-7000-8000-000000000001'
export const place = '211302001001'
const hourMs = 3_600_000

/** Every count is of plain hours, so that a test can say by head when something is due. */
export function plainSurroundings(): Surroundings {
  let last = 0
  return {
    newId: () => `task-${++last}`,
    organisationOfRole: (role) => (role === 'project_office' ? 902 : undefined),
    datesOf: ({ limit, dueOn, startedAt, pauses, extensions = [], amberShare }) => {
      if (dueOn !== null)
        return {
          dueAt: `${dueOn}T16:00:00.000Z`,
          originalDueAt: `${dueOn}T16:00:00.000Z`,
          amberAt: `${dueOn}T00:00:00.000Z`,
          provisional: false,
        }
      if (limit === null || pauses.some((pause) => pause.to === null))
        return { dueAt: null, originalDueAt: null, amberAt: null, provisional: false }
      const start = Date.parse(startedAt)
      const paused = pauses.reduce((sum, { from, to }) => sum + Date.parse(to ?? from) - Date.parse(from), 0)
      const granted = extensions.reduce((sum, { count }) => sum + count, 0)
      const after = (hours: number) => new Date(start + paused + hours * hourMs).toISOString()
      const hours = limit.count + granted
      return {
        dueAt: after(hours),
        originalDueAt: after(limit.count),
        amberAt: after(hours * amberShare),
        provisional: false,
      }
    },
  }
}

export type Step = { action: string; by: ActorName; input?: Values; at?: string }
export const at = (hour: number) => new Date(Date.UTC(2026, 2, 2, hour)).toISOString()

/** What the rule says to a step. An entry that has no action yet is registered by it. */
export function attempt(
  state: EntryState,
  { action: id, by, input = {}, at: effectiveAt = at(state.seq) }: Step,
  ledger: Ledger = toyLedger,
  around: Surroundings = { ...plainSurroundings(), newId: () => `task-${state.seq + 1}` },
): { verdict: Verdict; change?: Change } {
  const action = ledger.definition.actions.find((item) => item.id === id)
  if (!action) throw new Error(`${ledger.definition.id} has no action ${id}`)
  const birth = state.seq === 0 ? { birth: { divisionCode: place, no: 'TOY1', version: 1 } } : {}
  return decide(ledger, state, { action, actor: actors[by], input, effectiveAt, ...birth }, around)
}

/** The change that a step makes; a refused one fails the test that asked for it. */
export function changeOf(state: EntryState, step: Step, ledger?: Ledger, around?: Surroundings): Change {
  const { verdict, change } = attempt(state, step, ledger, around)
  if (!change) throw new Error(`${step.action} by ${step.by} is refused: ${JSON.stringify(verdict)}`)
  return change
}

/** The state after the steps, each an hour after the one before. */
export function carry(steps: readonly Step[], from = blankState('entry'), ledger?: Ledger): EntryState {
  return steps.reduce(
    (state, step) =>
      applyChange(state, changeOf(state, step, ledger), state.seq + 1, step.at ?? at(state.seq)),
    from,
  )
}

const registered: Step[] = [
  { action: 'register', by: 'steward', input: { subject: 'A broken pipe', category: 'water' } },
]
const accepted: Step[] = [...registered, { action: 'accept', by: 'office' }]
const handling: Step[] = [...registered, { action: 'dispatch', by: 'office', input: { organisationId: 903 } }]
const handlingNamed: Step[] = [
  ...registered,
  { action: 'dispatch', by: 'office', input: { organisationId: 903, accountId: 9003 } },
]
const suspended: Step[] = [...handling, { action: 'suspend', by: 'office', input: { reason: 'frost' } }]
const completed: Step[] = [
  ...handling,
  { action: 'complete', by: 'unit', input: { proof: [proof], cost: 500 } },
]
const verified: Step[] = [...completed, { action: 'verify', by: 'steward', input: { outcome: 'passed' } }]
const closed: Step[] = [...verified, { action: 'close', by: 'office' }]
const voided: Step[] = [...registered, { action: 'void', by: 'office', input: { reason: 'told twice' } }]

/** A way to each stage of the toy ledger. */
export const courses = {
  registered,
  accepted,
  handling,
  handlingNamed,
  suspended,
  completed,
  verified,
  closed,
  voided,
} satisfies Record<string, Step[]>
