import type { z } from 'zod'
import type { Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { Locale } from '#kernel/i18n/model'
import type { EntryState } from '#kernel/ledgers/model'
import { type ActionRequest, derivedKey, systemActor } from '#kernel/ledgers/server'
import { shanghaiDate } from '#kernel/time/model'
import type {
  AddInput,
  PortalClaim,
  PortalClaims,
  RatingInput,
  ReopenInput,
} from '../../model/portal/answers.ts'
import { lastMaster } from '../incidents/incident-store.ts'
import { intakeActor } from '../incidents/intake-actor.ts'
import { withoutNumbers } from '../incidents/public-view.ts'
import { reopenClaimIn } from '../incidents/reopen-claim.ts'
import { listClaimsOfPhone, noteAct, noteRating, type PortalClaimRow, readRating } from './claim-store.ts'
import { presentIncident } from './incidents.ts'
import { countAttempt } from './limits.ts'
import type { PortalDeps } from './portal-deps.ts'
import type { Resident } from './residents.ts'
import { takePhotos } from './uploads.ts'

const mineMax = 100

type Both = { claim: EntryState; incident: EntryState }

/** A claim, and the incident in which its work goes on. */
async function both({ engine, handle }: PortalDeps, row: PortalClaimRow): Promise<Both> {
  const { state: claim } = await engine.get(systemActor, row.claimId)
  const { state: incident } = await engine.get(systemActor, await lastMaster(handle.db, row.incidentId))
  return { claim, incident }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null)

/** What a claimant may do now. */
function abilities(deps: PortalDeps, { claim, incident }: Both, isRated: boolean) {
  const answered = claim.stage === 'answered'
  const until = textOf(claim.values['reopenUntil'])
  const today = shanghaiDate(deps.clock.now())
  return {
    rate: answered && incident.stage === 'closed' && !isRated,
    reopen: answered && incident.stage === 'closed' && until !== null && today <= until,
    add: claim.stage !== 'voided',
  }
}

export async function presentClaim(
  deps: PortalDeps,
  row: PortalClaimRow,
  locale: Locale,
): Promise<PortalClaim> {
  const { claim, incident } = await both(deps, row)
  const { rated, ratedAt } = await readRating(deps.handle.db, row.claimId)
  const isRated = ratedAt !== null && ratedAt >= new Date(claim.effectiveAt)
  const answer = textOf(claim.values['answer'])
  return {
    no: claim.no,
    stage: claim.stage,
    openedAt: claim.openedAt,
    words: textOf(claim.values['words']) ?? '',
    answer: claim.stage === 'received' || answer === null ? null : withoutNumbers(answer),
    ending: claim.stage === 'answered' ? textOf(claim.values['ending']) : null,
    reopenUntil: textOf(claim.values['reopenUntil']),
    rating: isRated ? rated : null,
    can: abilities(deps, { claim, incident }, isRated),
    incident: await presentIncident(deps, incident, locale),
  }
}

/** The claims of the session's phone, the latest first. */
export async function claimsOf(deps: PortalDeps, resident: Resident | null): Promise<PortalClaims> {
  if (!resident?.phoneIndex) throw new AppError('portal.no_phone', { status: 401 })
  const rows = await listClaimsOfPhone(deps.handle.db, resident.phoneIndex, mineMax)
  const shown = await Promise.all(
    rows.map(async (row) => {
      const { claim, incident } = await both(deps, row)
      return {
        no: claim.no,
        title: claim.title,
        stage: claim.stage,
        incidentStage: incident.stage,
        openedAt: claim.openedAt,
        dueAt: incident.tasks.find(({ kind }) => kind === 'handle')?.dueAt ?? null,
      }
    }),
  )
  return { rows: shown }
}

async function countSaying(deps: PortalDeps, row: PortalClaimRow): Promise<void> {
  await countAttempt(deps, [{ what: 'say.claim', key: Buffer.from(row.claimId.replaceAll('-', ''), 'hex') }])
}

/** The claimant's grade goes to who handled the incident, their words with it. */
export async function rateClaim(
  deps: PortalDeps,
  row: PortalClaimRow,
  { score, words }: z.infer<typeof RatingInput>,
  clientKey: string,
): Promise<void> {
  await act(deps, row, clientKey, async ({ tx, perform, claim, incident, can }) => {
    if (!can.rate) throw new AppError('portal.not_now', { status: 409 })
    const answeredAt = new Date(claim.effectiveAt)
    if (!(await noteRating(tx, row.claimId, { score, answeredAt, now: deps.clock.now() })))
      throw new AppError('portal.rated_already', { status: 409 })
    await perform([onEntry(incident, 'rate', words === '' ? { score } : { score, remark: words })], 'rate')
  })
}

/** Within the window that is counted from closing: the claim and its incident are taken up again. */
export async function reopenClaim(
  deps: PortalDeps,
  row: PortalClaimRow,
  { reason }: z.infer<typeof ReopenInput>,
  clientKey: string,
): Promise<void> {
  await act(deps, row, clientKey, async ({ tx, actor, keyOf, claim, incident, can }) => {
    if (!can.reopen) throw new AppError('portal.window_over', { status: 409 })
    await reopenClaimIn(tx, deps, { actor, claim, incident, reason, keyOf })
  })
}

/** What the claimant adds, words and photos, stands on the claim, and, while the work goes on, on the incident where its handler looks. */
export async function addWords(
  deps: PortalDeps,
  row: PortalClaimRow,
  {
    words,
    photos,
    resident,
  }: Pick<z.infer<typeof AddInput>, 'words' | 'photos'> & { resident: Resident | null },
  clientKey: string,
): Promise<void> {
  await act(deps, row, clientKey, async ({ tx, perform, claim, incident, can }) => {
    if (!can.add) throw new AppError('portal.not_now', { status: 409 })
    await takePhotos(tx, deps, resident, photos)
    const shown: ActionRequest['input'] = photos.length > 0 ? { commentPhotos: photos } : {}
    await perform([onEntry(claim, 'comment', { text: words, ...shown })], 'claim')
    if (incident.isOpen)
      await perform([onEntry(incident, 'comment', { text: `${claim.no}: ${words}`, ...shown })], 'incident')
  })
}

function onEntry({ id, seq }: EntryState, action: string, input: ActionRequest['input']): ActionRequest {
  return { entryId: id, expectedSeq: seq, action, input }
}

type Acting = Both & {
  tx: Tx
  actor: Actor
  keyOf: (what: string) => string
  perform: (requests: ActionRequest[], what: string) => Promise<void>
  can: ReturnType<typeof abilities>
}

/** In one transaction, for the operations centre; what is sent again does nothing more. */
async function act(
  deps: PortalDeps,
  row: PortalClaimRow,
  clientKey: string,
  work: (acting: Acting) => Promise<void>,
): Promise<void> {
  await countSaying(deps, row)
  const states = await both(deps, row)
  const can = abilities(deps, states, false)
  const actor = intakeActor(deps, states.claim.divisionCode)
  const keyOf = (what: string) => derivedKey(`portal/${row.claimId}/${clientKey}/${what}`)
  await deps.handle.db.transaction().execute(async (tx) => {
    if (!(await noteAct(tx, row.claimId, clientKey, deps.clock.now()))) return
    const perform: Acting['perform'] = async (requests, what) => {
      await deps.engine.performIn(tx, actor, requests, keyOf(what))
    }
    await work({ ...states, tx, actor, keyOf, perform, can })
  })
  deps.engine.onCommit()
}
