import type { DivisionTree } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'
import type { EntryState } from '#kernel/ledgers/model'
import { type Engine, readStatesAt } from '#kernel/ledgers/server'
import { shanghaiDate } from '#kernel/time/model'
import type { FigureAnswer, FigureDetail } from '../../model/indicators/answers.ts'
import { compare } from '../../model/indicators/compare.ts'
import { figureIdentity } from '../../model/indicators/figures.ts'
import {
  derive,
  type Derived,
  type Held,
  type Measure,
  type Place,
  type Register,
} from '../../model/indicators/measures.ts'
import { spanOf } from '../../model/indicators/periods.ts'
import { monthsByProject } from '../../model/investment/months.ts'
import { lastDay } from '../../model/milestones.ts'
import { isStage } from '../../model/stages.ts'
import { endOfDay } from '../as-of.ts'
import type { ProjectRules } from '../rules/project-rules.ts'
import { readFigureRows, type StoredFigure } from './figure-store.ts'
import type { Derivable } from './load-figures.ts'

export type FigureDeps = {
  engine: Engine
  rules: ProjectRules
  divisions: () => DivisionTree
  derivable: Derivable
}

type Judged = { stored: StoredFigure; measure: Measure | null; derived: Derived | null }

/**
 * Every reported figure, beside what the register derives: as it stood at the end of the month that the source speaks
 * of, over the days that the figure speaks of, from real projects that the actor may see.
 */
async function judgeFigures(deps: FigureDeps, actor: Actor, only?: string): Promise<Judged[]> {
  const { engine, derivable } = deps
  const all = (await readFigureRows(engine.handle.db)).filter(({ id }) => only === undefined || id === only)
  const measured = all.map((stored) => ({ stored, derivation: derivable.get(figureIdentity(stored.figure)) }))
  const months = [
    ...new Set(measured.flatMap(({ stored, derivation }) => (derivation ? [stored.figure.asOf] : []))),
  ]
  const moments = months.map((month) => endOfDay(lastDay(month) ?? `${month}-28`))
  const [projects, investment] = await Promise.all(
    ['project', 'investment'].map((ledger) => readStatesAt(engine, actor, ledger, moments)),
  )
  const registers = new Map(
    months.map((month, index) => [
      month,
      { projects: projects?.[index] ?? [], months: investment?.[index] ?? [] },
    ]),
  )
  return measured.map(({ stored, derivation }) => {
    const held = registers.get(stored.figure.asOf)
    if (!derivation || !held) return { stored, measure: null, derived: null }
    const { district, period, asOf } = stored.figure
    const until = lastDay(asOf) ?? asOf
    const said = spanOf(period)
    const span = { from: said && said.from < until ? said.from : `${asOf}-01`, to: until }
    const register = registerOf(deps, district, until, held)
    return { stored, measure: derivation.measure, derived: derive(derivation.measure, register, span) }
  })
}

type HeldStates = { projects: readonly EntryState[]; months: readonly EntryState[] }

function registerOf(
  deps: FigureDeps,
  district: string,
  day: string,
  { projects, months }: HeldStates,
): Register {
  const tree = deps.divisions()
  const code = tree.districts.find(({ name }) => name === district)?.code
  const byProject = monthsByProject(months)
  return {
    projects: projects.flatMap((state) => {
      if (code === undefined || !state.divisionCode.startsWith(code) || state.values.demonstration === true)
        return []
      const reported = (byProject.get(state.id) ?? []).some(({ amounts }) => amounts.statistics !== null)
      return heldOf(state, reported) ?? []
    }),
    divisions: code === undefined ? [] : placesOf(tree, code),
    yellowFrom: deps.rules.colour.at(endOfDay(day)).body.yellowFrom,
  }
}

export function heldOf(state: EntryState, inStatistics: boolean): Held | null {
  const { values, stage } = state
  if (!isStage(stage)) return null
  const number = (name: string) => (typeof values[name] === 'number' ? values[name] : null)
  return {
    id: state.id,
    key: typeof values.projectKey === 'string' ? values.projectKey : '',
    name: state.title,
    stage,
    category: typeof values.category === 'string' ? values.category : 'other',
    investmentFen: number('investmentFen'),
    investedFen: number('investedFen'),
    saidOn: shanghaiDate(new Date(state.effectiveAt)),
    inStatistics,
  }
}

function placesOf(tree: DivisionTree, district: string): Place[] {
  return tree
    .select({ under: district })
    .flatMap(({ code, name, kind, level }) =>
      level === 'district'
        ? []
        : [{ name, kind, level, childKinds: tree.children(code).map((child) => child.kind) }],
    )
}

function present({ stored: { id, version, figure, board }, measure, derived }: Judged): FigureAnswer {
  return {
    id,
    version,
    ...figure,
    board,
    comparison:
      derived && measure
        ? { ...compare(figure, derived, measure.of === 'divisions'), measure: measure.of }
        : null,
  }
}

export async function readFigures(deps: FigureDeps, actor: Actor): Promise<FigureAnswer[]> {
  const judged = await judgeFigures(deps, actor)
  const order = ({ asOf, theme, indicator }: FigureAnswer) => [asOf, theme, indicator].join('\n')
  return judged.map(present).toSorted((a, b) => (order(a) < order(b) ? 1 : -1))
}

/** One figure with the rows that are counted. */
export async function readFigure(
  deps: FigureDeps,
  actor: Actor,
  id: string,
): Promise<FigureDetail | undefined> {
  const [judged] = await judgeFigures(deps, actor, id)
  if (!judged) return undefined
  const { derived } = judged
  return {
    ...present(judged),
    derived: derived && { rows: derived.rows, known: derived.known, of: derived.of, stale: derived.stale },
  }
}
