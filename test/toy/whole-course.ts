import { applyChange, blankState, type Change, type EntryState, type Verdict } from '#kernel/ledgers/model'
import { at, attempt, plainSurroundings, proof, type Step } from './toy-course.ts'
import { wholeLedger } from './whole-ledger.ts'

const officeOf: Record<string, number> = { project_office: 902, district_leader: 905 }

/** What the rule says to a step on the whole ledger; ids are made of the entry's step, so that a course repeats. */
export function attemptWhole(state: EntryState, step: Step): { verdict: Verdict; change?: Change } {
  let last = 0
  return attempt(state, step, wholeLedger, {
    ...plainSurroundings(),
    newId: () => `task-${state.seq + 1}-${++last}`,
    organisationOfRole: (role) => officeOf[role],
  })
}

/** The state after the steps, each an hour after the one before; a refused step fails the test that asked for it. */
export function carryWhole(steps: readonly Step[], from = blankState('entry')): EntryState {
  return steps.reduce((state, step) => {
    const { verdict, change } = attemptWhole(state, step)
    if (!change) throw new Error(`${step.action} by ${step.by} is refused: ${JSON.stringify(verdict)}`)
    return applyChange(state, change, state.seq + 1, step.at ?? at(state.seq))
  }, from)
}

const why = { reason: 'because' }
const registered: Step[] = [{ action: 'register', by: 'steward', input: { subject: 'A kiosk' } }]
const correcting: Step[] = [...registered, { action: 'request_correction', by: 'office', input: why }]
const corrected: Step[] = [...correcting, { action: 'supplement', by: 'steward', input: { proof: [proof] } }]
const accepted: Step[] = [...registered, { action: 'accept', by: 'office' }]
const handling: Step[] = [...accepted, { action: 'dispatch', by: 'office', input: { organisationId: 903 } }]
const back: Step = { action: 'send_back', by: 'unit', input: why }
const again: Step = { action: 'dispatch', by: 'office', input: { organisationId: 903 } }
const sentBackTwice: Step[] = [...handling, back, again, back]
const adjudicated: Step[] = [
  ...sentBackTwice,
  { action: 'adjudicate', by: 'office', input: { organisationId: 903, ...why } },
]
const adjudicatedEarly: Step[] = [
  ...accepted,
  { action: 'adjudicate', by: 'office', input: { organisationId: 903, ...why } },
]
const consulting: Step[] = [
  ...handling,
  { action: 'consult', by: 'unit', input: { organisations: [904, 906], question: 'Which pipe?' } },
]
const extending: Step[] = [
  ...handling,
  { action: 'request_extension', by: 'unit', input: { count: 2, ...why }, at: at(3) },
]
const extended: Step[] = [
  ...extending,
  { action: 'approve_extension', by: 'office', input: { outcome: 'approved' }, at: at(4) },
]
const suspended: Step[] = [
  ...handling,
  { action: 'suspend', by: 'office', input: { outcome: 'approved', reviewOn: '2026-04-01', ...why } },
]
const instructed: Step[] = [
  ...handling,
  { action: 'instruct', by: 'leader', input: { instruction: 'See to it', answerOn: '2026-03-04' } },
]
const completed: Step[] = [
  ...handling,
  { action: 'complete', by: 'unit', input: { proof: [proof], cost: 500 } },
]
const verified: Step[] = [...completed, { action: 'verify', by: 'steward', input: { outcome: 'passed' } }]
const reviewed: Step[] = [...verified, { action: 'review', by: 'office' }]
const publicised: Step[] = [...reviewed, { action: 'publicise', by: 'office' }]
const objected: Step[] = [...publicised, { action: 'object', by: 'stewardColleague', input: why }]
const objectedLate: Step[] = [
  ...objected,
  { action: 'comment', by: 'office', input: { text: 'Hm' }, at: at(24) },
]
const noticeOver: Step[] = [
  ...publicised,
  { action: 'comment', by: 'office', input: { text: 'Hm' }, at: at(24) },
]
const approved: Step[] = [...publicised, { action: 'approve', by: 'leader', at: at(24) }]
const issued: Step[] = [...approved, { action: 'issue', by: 'office', at: at(25) }]
const closed: Step[] = [...issued, { action: 'close', by: 'office', at: at(26) }]
const rated: Step[] = [...closed, { action: 'rate', by: 'steward', input: { score: 1 }, at: at(27) }]
const appealed: Step[] = [
  ...rated,
  { action: 'appeal', by: 'unit', input: { rating: 11, proofs: [proof], ...why }, at: at(28) },
]
const archived: Step[] = [...closed, { action: 'archive', by: 'office', at: at(27) }]
const refused: Step[] = [...registered, { action: 'refuse', by: 'office', input: why }]
const voided: Step[] = [...registered, { action: 'void', by: 'office', input: why }]
const merged: Step[] = [
  ...accepted,
  { action: 'link', by: 'office', input: { entryId: proof, relation: 'duplicate_of' } },
]

/** A way to each stage of the whole ledger, and to each turn within one that changes who may do what. */
export const wholeCourses = {
  registered,
  correcting,
  corrected,
  accepted,
  handling,
  sentBackTwice,
  adjudicated,
  adjudicatedEarly,
  consulting,
  extending,
  extended,
  suspended,
  instructed,
  completed,
  verified,
  reviewed,
  publicised,
  objected,
  objectedLate,
  noticeOver,
  approved,
  issued,
  closed,
  rated,
  appealed,
  archived,
  refused,
  voided,
  merged,
} satisfies Record<string, Step[]>

/** An answer to everything that an action asks, good wherever the action itself is. */
export const goodInput: Record<string, Step['input']> = {
  register: { subject: 'A kiosk' },
  refuse: why,
  request_correction: why,
  supplement: { proof: [proof] },
  dispatch: { organisationId: 903 },
  assign: { organisationId: 903 },
  transfer: { organisationId: 904, ...why },
  send_back: why,
  adjudicate: { organisationId: 903, ...why },
  consult: { organisations: [904], question: 'Which pipe?' },
  contribute: { opinion: 'The old one' },
  request_extension: { count: 2, ...why },
  approve_extension: { outcome: 'approved' },
  request_suspension: why,
  suspend: { outcome: 'approved', reviewOn: '2026-04-01', ...why },
  complete: { proof: [proof], cost: 500 },
  verify: { outcome: 'passed' },
  object: why,
  answer: { text: 'Seen' },
  void: why,
  reopen: why,
  rate: { score: 4 },
  appeal: { rating: 11, proofs: [proof], ...why },
  decide_appeal: { rating: 11, outcome: 'upheld', opinion: 'It rained' },
  remind_unit: why,
  instruct: { instruction: 'See to it', answerOn: '2026-03-04' },
  answer_instruction: { text: 'Done' },
  circulate_unit: why,
  report: { cost: 500 },
  link: { entryId: proof, relation: 'part_of' },
  comment: { text: 'Hm' },
}
