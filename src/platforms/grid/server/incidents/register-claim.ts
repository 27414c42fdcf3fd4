import type { Tx } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { EntryState, Point, Values } from '#kernel/ledgers/model'
import { derivedKey, type PlatformDeps } from '#kernel/ledgers/server'
import type { Urgency } from '../../model/incidents/catalogue.ts'
import type { Channel } from '../../model/incidents/fields.ts'
import { claimantOf } from './claimants.ts'
import { intakeActor } from './intake-actor.ts'

export type ClaimDeps = Pick<PlatformDeps, 'engine' | 'organisationOfRole'>

export type ClaimInput = {
  channel: Channel
  /** What the claimant says, in their own words. */
  words: string
  /** The village or community, else the township or district as far as is known. */
  divisionCode: string
  /** What names the incident; how the words begin without. */
  title?: string | undefined
  category?: string | undefined
  urgency?: Urgency | undefined
  address?: string | undefined
  spot?: Point | undefined
  /** Files that are stored already. */
  photos?: readonly string[] | undefined
  gridCell?: string | undefined
  isPublic?: boolean | undefined
  claimantName?: string | undefined
  claimantPhone?: string | undefined
  externalNo?: string | undefined
  /** The incident that it is about, where a person says that it is one that is known. */
  incidentId?: string | undefined
  /** What was proposed to whoever chose the category, for the log. */
  proposed?: string | undefined
  demonstration?: boolean | undefined
  /** When it was said, ISO 8601; now without. */
  effectiveAt?: string | undefined
}

type Named = { id: string; no: string }
export type RegisteredClaim = { claim: Named; incident: Named; joined: boolean; replayed: boolean }

/**
 * Registers what somebody says who has no account here: a claim, and the incident that it is about unless it is a
 * known one, in one transaction. It acts for the operations centre. The same key again answers the first result; keys
 * are the channel's own, so that one channel can't meet those of another.
 * @throws AppError incidents.no_operations_centre; incidents.cannot_be_joined; ledgers.key_reused
 */
export async function registerClaim(
  deps: ClaimDeps,
  input: ClaimInput,
  clientKey: string,
): Promise<RegisteredClaim> {
  const registered = await deps.engine.handle.db
    .transaction()
    .execute((tx) => registerClaimIn(tx, deps, input, clientKey))
  if (!registered.replayed) deps.engine.onCommit()
  return registered
}

/** The same within the caller's transaction: what the caller writes beside it stands or falls with it. */
export async function registerClaimIn(
  tx: Tx,
  deps: ClaimDeps,
  input: ClaimInput,
  clientKey: string,
): Promise<RegisteredClaim> {
  const actor = intakeActor(deps, input.divisionCode)
  const keyOf = (what: string) => derivedKey(`incidents/${input.channel}/${clientKey}/${what}`)
  const known = input.incidentId === undefined ? undefined : await joinable(tx, deps, actor, input.incidentId)
  const incident = known
    ? { id: known.id, no: known.no }
    : await registerIncident(tx, deps, actor, input, keyOf('incident'))
  const { words, claimantName, claimantPhone, externalNo } = input
  const at = { keys: deps.engine.keys, now: deps.engine.clock.now() }
  const claimant = await claimantOf(tx, at, input, keyOf('claim'))
  const { results, replayed } = await deps.engine.performIn(
    tx,
    actor,
    [
      {
        ledger: 'claim',
        action: 'register',
        byProgram: true,
        divisionCode: known?.divisionCode ?? input.divisionCode,
        input: said({
          ...sharedOf(input),
          incident: incident.id,
          words,
          claimant,
          claimantName,
          claimantPhone,
          externalNo,
        }),
        links: [{ entryId: incident.id, relation: 'part_of' }],
        effectiveAt: input.effectiveAt,
      },
    ],
    keyOf('claim'),
  )
  const [result] = results
  if (!result) throw notFound()
  return { claim: named(result), incident, joined: known !== undefined, replayed }
}

async function registerIncident(
  tx: Tx,
  { engine }: ClaimDeps,
  actor: Actor,
  input: ClaimInput,
  key: string,
): Promise<Named> {
  const { title, words, category, urgency, gridCell, isPublic, proposed, divisionCode, effectiveAt } = input
  const { results } = await engine.performIn(
    tx,
    actor,
    [
      {
        ledger: 'incident',
        action: 'register',
        divisionCode,
        input: said({
          ...sharedOf(input),
          title: title ?? titleFromWords(words),
          description: words,
          category,
          urgency,
          gridCell,
          isPublic,
          proposed,
        }),
        effectiveAt,
      },
    ],
    key,
  )
  const [result] = results
  if (!result) throw notFound()
  return named(result)
}

const named = ({ entryId, no }: { entryId: string; no: string }): Named => ({ id: entryId, no })

/** What claim and incident both say. */
const sharedOf = ({ channel, address, spot, photos, demonstration }: ClaimInput) => ({
  channel,
  address,
  spot,
  photos,
  demonstration,
})

/** What was said, without what was not. */
export const said = (values: Record<string, unknown>): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values

const titleLengthMax = 60

/** What names an incident that nobody named: its first sentence. */
export function titleFromWords(words: string): string {
  const first = words.split(/[\n\u3002\uff01\uff1f!?]/u).find((part) => part.trim() !== '') ?? words
  return Array.from(first.trim()).slice(0, titleLengthMax).join('')
}

/** An incident that may be joined: one that is not struck out. Where it is over, what was done answers at once. */
async function joinable(tx: Tx, { engine }: ClaimDeps, actor: Actor, id: string): Promise<EntryState> {
  const { state } = await engine.get(actor, id, tx)
  if (state.ledger !== 'incident') throw notFound()
  if (state.stage === 'voided') throw new AppError('incidents.cannot_be_joined', { status: 409 })
  return state
}
