import type { Actor } from '#kernel/http/model'
import { Point } from '#kernel/ledgers/model'
import { type PlatformDeps, readStatesWhere } from '#kernel/ledgers/server'
import { organisationIdsByCode } from '#kernel/orgs/server'
import { notFound } from '#kernel/errors/model'
import { alikeness, type MatterCard } from '../../model/incidents/alike.ts'
import type {
  AlikeIncident,
  CategoryProposal,
  ProposalAnswer,
  ProposalAsk,
  RelatedAnswer,
} from '../../model/incidents/answers.ts'
import {
  type Catalogue,
  type Catalogues,
  findCategory,
  Responsible,
} from '../../model/incidents/catalogue.ts'
import { keptBy } from '../../model/incidents/limits.ts'
import { proposeFor } from '../../model/incidents/classify/knowledge.ts'
import { classifierFor } from './classification.ts'
import { incidentsSince } from './incident-store.ts'
import { organisationFor } from './responsible.ts'

export type ProposalDeps = Pick<PlatformDeps, 'engine' | 'directory' | 'clock'> & { catalogues: Catalogues }

const dayMs = 86_400_000
const candidateDays = 30
const shownMax = 6
const categoriesMax = 3

/** What a matter that is being typed may be about, who would be responsible, and what looks like it nearby. */
export async function proposalsFor(
  deps: ProposalDeps,
  actor: Actor,
  { text, divisionCode, category, spot }: ProposalAsk,
): Promise<ProposalAnswer> {
  const now = deps.clock.now()
  const { catalogue } = deps.catalogues.at(now)
  const place = divisionCode ?? actor.divisions[0] ?? ''
  const area = category === undefined ? undefined : findCategory(catalogue, category)?.area.code
  return {
    ...(await categoriesOf(deps, catalogue, text, place)),
    alike: await alikeTo(deps, actor, {
      text,
      category: category ?? null,
      area: area ?? null,
      divisionCode: place,
      spot: spot ?? null,
      at: now,
    }),
  }
}

async function categoriesOf(
  deps: ProposalDeps,
  catalogue: Catalogue,
  text: string,
  divisionCode: string,
): Promise<{ categories: CategoryProposal[]; accuracy: ProposalAnswer['accuracy'] }> {
  const { classifier, accuracy } = classifierFor(catalogue)
  const proposals = proposeFor(catalogue, classifier, text, categoriesMax)
  const organisations = await responsibleNames(
    deps,
    catalogue,
    divisionCode,
    proposals.map((one) => one.category),
  )
  return {
    accuracy,
    categories: proposals.flatMap(({ category, share, reasons }) => {
      const found = findCategory(catalogue, category)
      if (!found) return []
      const responsible = organisations.get(category) ?? null
      return [{ category, name: found.category.name, area: found.area.name, share, reasons, responsible }]
    }),
  }
}

async function responsibleNames(
  { engine, directory }: ProposalDeps,
  catalogue: Catalogue,
  divisionCode: string,
  categories: readonly string[],
): Promise<Map<string, NonNullable<CategoryProposal['responsible']>>> {
  const byCode = await organisationIdsByCode(engine.handle.db)
  const ids = categories.map(
    (code) => [code, organisationFor(byCode, catalogue, code, divisionCode)] as const,
  )
  const names = await directory.organisations(ids.flatMap(([, id]) => id ?? []))
  return new Map(
    ids.flatMap(([code, id]) => {
      const name = id === undefined ? undefined : names.get(id)
      return id === undefined || !name ? [] : [[code, { id, name }] as const]
    }),
  )
}

/** What a district calls its bodies, by the codes that a table of responsibilities names them by. */
export async function bodyNames(
  { engine, directory }: Pick<ProposalDeps, 'engine' | 'directory'>,
  district: string,
): Promise<Record<string, NonNullable<CategoryProposal['responsible']>['name']>> {
  const byCode = await organisationIdsByCode(engine.handle.db)
  const ids = [...byCode].flatMap(([code, id]) => {
    const body = code.startsWith(`${district}-`) ? code.slice(district.length + 1) : ''
    return Responsible.safeParse({ body }).success ? [[body, id] as const] : []
  })
  const names = await directory.organisations(ids.map(([, id]) => id))
  return Object.fromEntries(
    ids.flatMap(([body, id]) => {
      const name = names.get(id)
      return name ? [[body, name]] : []
    }),
  )
}

/** Matters that look like one: near in place and time, of its category or in its words; those one may see only. */
async function alikeTo(
  { engine }: ProposalDeps,
  actor: Actor,
  card: MatterCard,
  own?: string,
): Promise<AlikeIncident[]> {
  const since = new Date(card.at.getTime() - candidateDays * dayMs)
  const near = await incidentsSince(engine.handle.db, actor, engine.codes, {
    divisionCode: card.divisionCode,
    since,
  })
  return near
    .filter(({ id }) => id !== own)
    .flatMap((other) => {
      const found = alikeness(card, other)
      const { id, no, title, stage } = other
      return found ? [{ id, no, title, stage, ...found }] : []
    })
    .toSorted((a, b) => b.points - a.points || (a.distanceM ?? 0) - (b.distanceM ?? 0))
    .slice(0, shownMax)
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What belongs to an incident: its claims, what looks like it, what its words speak for, who is responsible. */
export async function relatedTo(deps: ProposalDeps, actor: Actor, entryId: string): Promise<RelatedAnswer> {
  const { state } = await deps.engine.get(actor, entryId)
  if (state.ledger !== 'incident') throw notFound()
  const { values, divisionCode, title } = state
  const { catalogue } = keptBy(deps.catalogues, state, deps.clock.now())
  const text = `${title} ${textOf(values['description'])}`
  const code = textOf(values['category'])
  const found = findCategory(catalogue, code)
  const claims = await readStatesWhere(deps.engine, actor, 'claim', 'incident', [entryId])
  const responsible = await responsibleNames(deps, catalogue, divisionCode, found ? [code] : [])
  return {
    claims: claims.map(({ id, no, title: words, stage, values: said }) => ({
      id,
      no,
      title: words,
      stage,
      channel: textOf(said['channel']),
    })),
    ...(await categoriesOf(deps, catalogue, text, divisionCode)),
    alike: await alikeTo(
      deps,
      actor,
      {
        text,
        category: found ? code : null,
        area: found?.area.code ?? null,
        divisionCode,
        spot: Point.safeParse(values['spot']).data ?? null,
        at: new Date(state.openedAt),
      },
      entryId,
    ),
    category: found ? { name: found.category.name, closing: found.category.closing } : null,
    responsible: responsible.get(code) ?? null,
  }
}
