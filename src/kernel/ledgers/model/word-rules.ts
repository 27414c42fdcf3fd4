import type { Actor } from '#kernel/http/model'
import type { LedgerDefinition, Action } from './definition.ts'
import { checkExclusion, checkExclusionDecision, pendingExclusion } from './exclusions.ts'
import type { EntryState, Rating, Values } from './state.ts'
import { holds, no, type Verdict, yes } from './verdict.ts'

type Asked = { state: EntryState; action: Action; actor: Actor; at: string }

/** What a word demands of the course so far, before anything is known of the input. */
export function checkWord(asked: Asked): Verdict {
  for (const rule of [notCapped, notAdjudicated, otherEyes, wordRules[asked.action.word]]) {
    const verdict = rule?.(asked) ?? yes
    if (!verdict.ok) return verdict
  }
  return yes
}

/**
 * 补正 is asked for once, with all that is missing (行政许可法第三十二条：一次告知), unless the ledger says otherwise.
 * A send-back has no cap of its own: where it has one, an adjudication (审定) settles whose matter it is.
 */
export function capOf({ cap, word }: Action): number | undefined {
  return cap ?? (word === 'request_correction' ? 1 : undefined)
}

function notCapped({ state, action }: Asked): Verdict {
  const cap = capOf(action)
  const taken = state.marks.counts?.[action.id] ?? 0
  return cap !== undefined && taken >= cap ? no('ledgers.cap_reached', 409, { count: cap }) : yes
}

function notAdjudicated({ state, action }: Asked): Verdict {
  return action.word === 'send_back' && state.marks.adjudicatedSeq !== undefined
    ? no('ledgers.adjudicated', 409, { seq: state.marks.adjudicatedSeq })
    : yes
}

function otherEyes({ state, action, actor }: Asked): Verdict {
  const same = (action.otherThan ?? []).find((id) => state.marks.takers?.[id] === actor.accountId)
  return same === undefined ? yes : no('ledgers.same_person', 403, { action: same })
}

const wordRules: Partial<Record<Action['word'], (asked: Asked) => Verdict>> = {
  acknowledge: ({ state, actor }) => {
    const held = state.tasks.filter((task) => holds(actor, task))
    const signed = held.length > 0 && held.every((task) => task.acknowledgedAt !== null)
    return signed ? no('ledgers.acknowledged_already') : yes
  },
  request_extension: ({ state, action, at }) => {
    const task = state.tasks.find(({ kind }) => kind === action.extends?.task)
    if (!task || !action.extends) return no('ledgers.nothing_to_extend')
    if (state.marks.extension) return no('ledgers.extension_pending')
    const granted = task.clock.extensions?.length ?? 0
    if (granted >= action.extends.timesMax)
      return no('ledgers.extended_enough', 409, { count: action.extends.timesMax })
    // 延期 is asked for while the time still runs: afterwards the matter is late, and no decision changes that.
    if (task.dueAt !== null && task.dueAt < at) return no('ledgers.extension_too_late')
    return yes
  },
  approve_extension: ({ state }) => (state.marks.extension ? yes : no('ledgers.nothing_to_extend')),
  rate: ({ state, action }) => (ratable(state, action).length > 0 ? yes : no('ledgers.nothing_to_rate')),
  appeal: ({ state, actor }) =>
    (state.marks.ratings ?? []).some(
      (rating) => rating.organisationId === actor.organisationId && rating.appealedSeq === undefined,
    )
      ? yes
      : no('ledgers.nothing_to_appeal'),
  decide_appeal: ({ state }) =>
    (state.marks.ratings ?? []).some(isUndecided) ? yes : no('ledgers.nothing_to_decide'),
  request_exclusion: ({ state }) => (pendingExclusion(state) ? no('ledgers.exclusion_pending') : yes),
  decide_exclusion: checkExclusionDecision,
}

const isUndecided = (rating: Rating) => rating.appealedSeq !== undefined && rating.decidedSeq === undefined

/** Organisations that handled the entry in a task that the action rates, or that a field names; the lead first. */
export function ratable(state: EntryState, { rates = [] }: Action): number[] {
  return [
    ...new Set(
      rates.flatMap((name) => [
        ...(state.marks.contributors?.[name] ?? []),
        ...(handlerBy(state, name) ?? []),
      ]),
    ),
  ]
}

/** Who held the last task of a kind, or who stands in a field. */
function handlerBy({ marks, values }: EntryState, name: string): [number] | undefined {
  const holder = marks.holders[name]?.organisationId ?? values[name]
  return typeof holder === 'number' ? [holder] : undefined
}

/** What a word demands of its answers. */
export function checkAnswers({ state, action, actor }: Asked, input: Values): Verdict {
  const ratings = state.marks.ratings ?? []
  switch (action.word) {
    case 'link':
      return input['entryId'] === state.id ? no('ledgers.linked_to_itself', 400) : yes
    case 'rate': {
      const organisationId = ratedOrganisation(state, action, input)
      if (organisationId === undefined) return no('ledgers.nothing_to_rate')
      const twice = ratings.some(
        (rating) =>
          rating.accountId === actor.accountId &&
          rating.organisationId === organisationId &&
          rating.seq > (state.marks.reopenedSeq ?? 0),
      )
      return twice ? no('ledgers.rated_already') : yes
    }
    case 'appeal': {
      const rating = ratings.find(({ seq }) => seq === input['rating'])
      if (!rating || rating.organisationId !== actor.organisationId) return no('ledgers.nothing_to_appeal')
      return rating.appealedSeq === undefined ? yes : no('ledgers.appealed_already')
    }
    case 'decide_appeal':
      return ratings.some((rating) => rating.seq === input['rating'] && isUndecided(rating))
        ? yes
        : no('ledgers.nothing_to_decide')
    case 'request_exclusion':
      return checkExclusion({ state, action, actor }, input)
    default:
      return yes
  }
}

export function ratedOrganisation(state: EntryState, action: Action, input: Values): number | undefined {
  const all = ratable(state, action)
  const named = input['rated']
  if (typeof named !== 'number') return handlerBy(state, action.rates?.[0] ?? '')?.[0]
  return all.includes(named) ? named : undefined
}

/** Words that say that the work is done, so that what supports it must be settled. */
const finishing: readonly Action['word'][] = ['complete', 'review', 'approve']

/** Whether joint handling (会办) is settled by its rule when the lead's task ends: all, any, or the lead decides. */
export function checkJoins(definition: LedgerDefinition, state: EntryState, action: Action): Verdict {
  if (!finishing.includes(action.word)) return yes
  for (const kind of definition.tasks) {
    if (kind.supports === undefined || !closesKind(action, kind.supports)) continue
    const open = state.tasks.filter((task) => task.kind === kind.kind).length
    if (open === 0 || kind.join === 'lead') continue
    const contributed = state.marks.contributors?.[kind.kind]?.length ?? 0
    if (kind.join === 'any' && contributed > 0) continue
    return no('ledgers.support_outstanding', 409, { count: open })
  }
  return yes
}

export function closesKind({ closes }: Action, kind: string): boolean {
  return closes === 'all' || closes.includes(kind)
}

/**
 * What must hold of every entry after every action: while it is open somebody must act, and only one leads.
 */
export function checkCourse(definition: LedgerDefinition, after: EntryState): Verdict {
  if (definition.tasks.length === 0 || !after.isOpen) return yes
  const stage = definition.stages.find(({ id }) => id === after.stage)
  if (!stage?.idle && !after.tasks.some((task) => task.todo !== false)) return no('ledgers.nobody_would_act')
  const leads = new Set(definition.actions.flatMap(({ leadTask }) => leadTask ?? []))
  return after.tasks.filter(({ kind }) => leads.has(kind)).length > 1 ? no('ledgers.two_would_lead') : yes
}
