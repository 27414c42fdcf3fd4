import type { Actor } from '#kernel/http/model'
import { type Locale, translate } from '#kernel/i18n/model'
import type { DryRun, EntryPlan } from '../model/definition-answers.ts'
import type { Migration } from '../model/migrate.ts'
import type { Change } from '../model/state.ts'
import type { Refusal } from '../model/verdict.ts'
import type { Engine, Found } from './engine.ts'
import { readEntries } from './entry-store.ts'
import { planFor } from './migrate-run.ts'
import { countWaiting, listWaiting, type Scope } from './migrate-store.ts'
import { among, everything } from './visibility-store.ts'

const pageSize = 500
/** How many entries a dry run looks at: enough to see every way they stand, soon enough to wait for. */
const examinedMax = 20_000
const shownMax = 100

type Planned = { found: Found; change: Change | undefined; refusals: readonly Refusal[] }

/** What a migration would do to each entry, and why not; nothing is written. */
export async function dryRun(
  engine: Engine,
  actor: Actor,
  scope: Scope,
  migration: Migration,
): Promise<DryRun> {
  const { db } = engine.handle
  const groups = new Map<string, DryRun['groups'][number]>()
  const reasons = new Map<string, number>()
  const shown: { moving: Planned[]; refusing: Planned[] } = { moving: [], refusing: [] }
  let examined = 0
  let after: string | null = null
  for (;;) {
    const ids = await listWaiting(db, scope, after, pageSize)
    if (ids.length === 0 || examined >= examinedMax) break
    after = ids.at(-1) ?? null
    const entries = await readEntries(db, among(ids, everything))
    const readable = await engine.readable(actor, ids)
    for (const loaded of entries) {
      const planned = planOne(engine, engine.found(loaded), migration)
      examined += 1
      addGroup(groups, planned)
      for (const text of textsOf(planned.refusals, actor.locale))
        reasons.set(text, (reasons.get(text) ?? 0) + 1)
      const list = planned.change ? shown.moving : shown.refusing
      if (list.length < shownMax && readable.has(planned.found.state.id)) list.push(planned)
    }
  }
  const all = [...groups.values()]
  return {
    total: await countWaiting(db, scope),
    examined,
    moves: all.reduce((sum, { moves }) => sum + moves, 0),
    refused: all.reduce((sum, { refused }) => sum + refused, 0),
    groups: all.toSorted((a, b) => a.version - b.version || (a.stage < b.stage ? -1 : 1)),
    reasons: [...reasons].map(([text, count]) => ({ text, count })).toSorted((a, b) => b.count - a.count),
    entries: [...shown.refusing, ...shown.moving]
      .slice(0, shownMax)
      .map((planned) => present(planned, actor.locale)),
  }
}

function planOne(engine: Engine, found: Found, migration: Migration): Planned {
  const plan = planFor(engine, found, migration)
  return 'action' in plan
    ? { found, change: plan, refusals: [] }
    : { found, change: undefined, refusals: plan }
}

const stageAfter = ({ found, change }: Planned) => (change ? (change.set.stage ?? found.state.stage) : null)

function addGroup(groups: Map<string, DryRun['groups'][number]>, planned: Planned): void {
  const { version, stage } = planned.found.state
  const toStage = stageAfter(planned)
  const key = JSON.stringify([version, stage, toStage])
  const group = groups.get(key) ?? { version, stage, toStage, moves: 0, refused: 0 }
  if (planned.change) group.moves += 1
  else group.refused += 1
  groups.set(key, group)
}

/** Refusals of a migration in words: what they name are names of the definitions, which their makers know. */
export function textsOf(refusals: readonly Refusal[], locale: Locale): string[] {
  return refusals.map(({ code, params }) => translate(locale, `error.${code}`, params))
}

function present(planned: Planned, locale: Locale): EntryPlan {
  const { found, change, refusals } = planned
  const { id, no, title, version, stage, tasks } = found.state
  const closed = new Set(change?.closes.map((item) => item.id))
  const kinds = new Map(change?.updates.map((item) => [item.id, item.kind]))
  return {
    id,
    no,
    title,
    version,
    stage,
    toStage: stageAfter(planned),
    tasks: tasks.map((task) => ({
      kind: task.kind,
      to: closed.has(task.id) ? null : (kinds.get(task.id) ?? task.kind),
    })),
    refusals: textsOf(refusals, locale),
  }
}
