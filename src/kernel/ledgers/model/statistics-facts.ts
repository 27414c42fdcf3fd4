import { type SlotValues, slotValues } from './slots.ts'
import type { LedgerDefinition } from './definition.ts'
import type { Exclusion } from './exclusions.ts'
import {
  applyChange,
  blankState,
  type Change,
  type EntryState,
  type Logged,
  type Rating,
  type Task,
} from './state.ts'
import { type StatisticsTerms, statisticsTerms } from './statistics-terms.ts'
import type { ActionWord } from './words.ts'

export type LoggedWord = Logged & { word: ActionWord }

/** How a task ended: its work was done, it was given to somebody else, or nobody needed it any longer. */
export type TaskEnd = 'finished' | 'handed_on' | 'released'

export type TaskFacts = {
  id: string
  kind: string
  handling: boolean
  /** Of a kind that is ended by signing for it, or that the ledger declares to be the response. */
  response: boolean
  organisationId: number
  openedAt: string
  openedSeq: number
  acknowledgedAt: string | null
  /** By extensions and pauses; of a task whose clock stands, the date that it had before. Null: no limit. */
  dueAt: string | null
  /** By pauses alone. */
  originalDueAt: string | null
  extensions: number
  /** Since when its clock has stood. */
  pausedSince: string | null
  endedAt: string | null
  end: TaskEnd | null
  outcome: string | null
  /** The step that found the finished work wanting (返工). */
  reworkedSeq: number | null
}

export type RatingFacts = Pick<Rating, 'seq' | 'organisationId' | 'score'> & {
  ratedAt: string
  /** The step that upheld an appeal. */
  excludedSeq: number | null
}

/** What statistics count of one entry: all of it from its log. Instants are ISO 8601 in UTC. */
export type EntryFacts = {
  id: string
  divisionCode: string
  sensitivity: number
  organisationId: number
  registeredAt: string
  /** When somebody answered it first, in whatever way. */
  firstContactAt: string | null
  /** When its work was finished and has stood since (办结). */
  finishedAt: string | null
  closedAt: string | null
  /** The word that ended it, while it is ended. */
  endedBy: ActionWord | null
  reopened: number
  sentBack: number
  tasks: TaskFacts[]
  ratings: RatingFacts[]
  /** What was asked to be left out, and decided. */
  exclusions: readonly Exclusion[]
  /** Its filter fields. */
  slots: SlotValues
}

const contactWords: ReadonlySet<ActionWord> = new Set<ActionWord>([
  'accept',
  'refuse',
  'request_correction',
  'dispatch',
  'assign',
  'acknowledge',
  'complete',
])

/** Words that end an entry without its work being done. */
const unfinished: ReadonlySet<ActionWord> = new Set<ActionWord>(['void', 'refuse', 'link'])

/** The version of its definition that an entry is under after the log. */
export function versionAfter(log: readonly { change: Change }[]): number {
  return log.reduce((version, { change }) => change.set.version ?? version, 0)
}

/**
 * The facts of an entry that its log says, in the order of recording.
 * @param log all of it, or as far as it had been recorded at a moment; not empty
 * @param definition in the version that the entry is under after the log
 */
export function factsOf(id: string, log: readonly LoggedWord[], definition: LedgerDefinition): EntryFacts {
  const terms = statisticsTerms(definition)
  const course = new Course(id, terms)
  for (const logged of log) course.step(logged)
  return course.facts(definition)
}

class Course {
  readonly #terms: StatisticsTerms
  #state: EntryState
  readonly #tasks = new Map<string, TaskFacts>()
  readonly #ratedAt = new Map<number, string>()
  #firstContactAt: string | null = null
  #finishedAt: string | null = null
  #endedBy: ActionWord | null = null
  #reopened = 0
  #sentBack = 0
  /** Handling tasks that were finished and that nothing has been said against yet. */
  #standing: TaskFacts[] = []

  constructor(id: string, terms: StatisticsTerms) {
    this.#state = blankState(id)
    this.#terms = terms
  }

  step({ seq, effectiveAt, change, word }: LoggedWord): void {
    const before = this.#state
    const after = applyChange(before, change, seq, effectiveAt)
    this.#state = after
    if (contactWords.has(word) && (this.#firstContactAt === null || effectiveAt < this.#firstContactAt))
      this.#firstContactAt = effectiveAt
    if (word === 'rate') this.#ratedAt.set(seq, effectiveAt)
    if (word === 'reopen') this.#reopened += 1
    if (word === 'send_back') this.#sentBack += 1
    if (isRework(word, change)) this.#rework(seq)
    this.#updateTasks(change)
    for (const closed of change.closes) this.#endTask(closed, word, effectiveAt)
    for (const task of change.opens) this.#tasks.set(task.id, openedTask(task, this.#terms))
    if (word === 'complete') this.#finishedAt = effectiveAt
    if (before.isOpen === after.isOpen) return
    this.#endedBy = after.isOpen ? null : word
    if (after.isOpen) this.#finishedAt = null
    else if (!unfinished.has(word)) this.#finishedAt ??= effectiveAt
  }

  #rework(seq: number): void {
    for (const task of this.#standing) task.reworkedSeq = seq
    this.#standing = []
    this.#finishedAt = null
  }

  #updateTasks({ updates }: Change): void {
    for (const update of updates) {
      const task = this.#tasks.get(update.id)
      if (!task) continue
      Object.assign(task, clockFacts({ ...update, dueAt: update.dueAt ?? task.dueAt }))
      task.originalDueAt = update.originalDueAt ?? task.originalDueAt
      task.acknowledgedAt = update.acknowledgedAt
    }
  }

  #endTask({ id, outcome }: Change['closes'][number], word: ActionWord, at: string): void {
    const task = this.#tasks.get(id)
    if (!task) return
    Object.assign(task, { endedAt: at, end: endOf(task, word, outcome), outcome: outcome ?? null })
    if (task.handling && task.end === 'finished') this.#standing.push(task)
  }

  facts(definition: LedgerDefinition): EntryFacts {
    const { id, divisionCode, sensitivity, organisationId, openedAt, closedAt, marks, values } = this.#state
    return {
      id,
      divisionCode,
      sensitivity,
      organisationId,
      registeredAt: openedAt,
      firstContactAt: this.#firstContactAt,
      finishedAt: this.#finishedAt,
      closedAt,
      endedBy: this.#endedBy,
      reopened: this.#reopened,
      sentBack: this.#sentBack,
      tasks: [...this.#tasks.values()],
      ratings: (marks.ratings ?? []).map((rating) => ({
        seq: rating.seq,
        organisationId: rating.organisationId,
        score: rating.score,
        ratedAt: this.#ratedAt.get(rating.seq) ?? openedAt,
        excludedSeq: rating.excludedSeq ?? null,
      })),
      exclusions: marks.exclusions ?? [],
      slots: slotValues(definition, values),
    }
  }
}

/** What says that finished work was not good: it failed its verification, or came back. */
function isRework(word: ActionWord, { asks, closes }: Change): boolean {
  if (word === 'reopen' || word === 'send_back') return true
  const failed = asks['outcome'] === 'failed' || closes.some(({ outcome }) => outcome === 'failed')
  return word === 'verify' && failed
}

const handingOn: ReadonlySet<ActionWord> = new Set<ActionWord>(['transfer', 'send_back'])
/** Words that give the work to somebody: they end the work of who had it, and do the work of who had to give it. */
const giving: ReadonlySet<ActionWord> = new Set<ActionWord>(['dispatch', 'assign', 'adjudicate'])

function endOf({ handling }: TaskFacts, word: ActionWord, outcome: string | undefined): TaskEnd {
  if (outcome === 'released' || outcome === 'withdrawn' || word === 'void' || word === 'link')
    return 'released'
  // Refusing is the work of who had to decide it; the handling that it spares is nobody's.
  if (word === 'refuse' && handling) return 'released'
  return handingOn.has(word) || (handling && giving.has(word)) ? 'handed_on' : 'finished'
}

function openedTask(task: Task, { handling, response }: StatisticsTerms): TaskFacts {
  return {
    id: task.id,
    kind: task.kind,
    handling: handling.has(task.kind),
    response: response.has(task.kind),
    organisationId: task.organisationId,
    openedAt: task.clock.startedAt,
    openedSeq: task.openedSeq,
    acknowledgedAt: task.acknowledgedAt,
    originalDueAt: task.originalDueAt,
    ...clockFacts(task),
    endedAt: null,
    end: null,
    outcome: null,
    reworkedSeq: null,
  }
}

function clockFacts({ dueAt, clock }: Pick<Task, 'dueAt' | 'clock'>) {
  return {
    dueAt,
    extensions: clock.extensions?.length ?? 0,
    pausedSince: clock.pauses.find(({ to }) => to === null)?.from ?? null,
  }
}
