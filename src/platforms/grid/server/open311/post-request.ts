import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { newId } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import { type Locale, translate } from '#kernel/i18n/model'
import { pointAt } from '#kernel/ledgers/model'
import { oneOf } from '../../model/open311/query.ts'
import { readPost, type PostedRequest, wordsOf } from '../../model/open311/post.ts'
import '../../model/open311/messages.ts'
import { registerClaim } from '../incidents/register-claim.ts'
import type { Open311Deps } from './deps.ts'
import { type Place, placeOf } from './place-of.ts'
import { tellNow } from './projection.ts'
import type { ProgramRow } from './program-store.ts'
import { savePost } from './request-store.ts'

type Sent = {
  query: Record<string, unknown>
  headers: IncomingHttpHeaders
  stream: Readable
  locale: Locale
  /** Checks all and registers nothing. */
  dryRun: boolean
}
type Answer = { service_request_id: string } | { token: string }

/**
 * Takes a report: who sends it, what it is about, where it is and what was answered are checked in this order, and
 * everything that is wrong with the report itself is told at once.
 */
export async function postRequest(
  deps: Open311Deps,
  { query, headers, stream, locale, dryRun }: Sent,
): Promise<Answer & { service_notice: string; account_id: null }> {
  const form = await readForm(headers, stream)
  const said = (name: string) => form.get(name)?.trim() || (oneOf(query, name) ?? '')
  const program = await deps.gate.find(said('api_key'), 'open311')
  checkJurisdiction(deps, said('jurisdiction_id'), program)
  const code = said('service_code')
  if (code === '') throw new AppError('open311.no_service', { status: 400 })
  // What was answered becomes the claim's words, which officials read.
  const service = deps.services.list('zh-CN').find((one) => one.service_code === code)
  if (!service)
    throw new AppError('open311.unknown_service', { status: 404, params: { value: code.slice(0, 80) } })
  const posted = readPost(form, service)
  if (Array.isArray(posted)) throw new AppError('open311.refused', { items: posted })
  const place = await placeOf({ db: deps.handle.db, divisions: deps.divisions }, posted, program.divisionCode)
  if ('path' in place) throw new AppError('open311.refused', { items: [place] })
  await deps.gate.take(program)
  if (dryRun)
    return {
      token: newId(deps.clock.now()),
      service_notice: translate(locale, 'open311.notice.checked'),
      account_id: null,
    }
  return {
    service_request_id: await register(deps, { program, posted, place, token: tokenOf(headers) }),
    service_notice: deps.services.find(code, locale)?.notice ?? translate(locale, 'open311.notice.received'),
    account_id: null,
  }
}

async function register(
  deps: Open311Deps,
  {
    program,
    posted,
    place,
    token,
  }: { program: ProgramRow; posted: PostedRequest; place: Place; token: string | null },
): Promise<string> {
  const now = deps.clock.now()
  const key = token ?? newId(now)
  const { claim, incident } = await registerClaim(
    deps,
    {
      channel: 'open311',
      words: wordsOf(posted),
      category: posted.service.service_code,
      divisionCode: place.divisionCode,
      gridCell: place.gridCell,
      address: posted.address === '' ? undefined : posted.address,
      spot: posted.spot ? pointAt(posted.spot.lng, posted.spot.lat) : undefined,
      isPublic: program.publishes ? true : undefined,
      claimantName: posted.name === '' ? undefined : posted.name,
      claimantPhone: posted.contact === '' ? undefined : posted.contact,
    },
    `${program.id}/${key}`,
  )
  await savePost(
    deps.handle.db,
    { token: key, programId: program.id, requestId: incident.no, claimId: claim.id },
    now,
  )
  // Who just reported asks at once how far it is; the relay comes a moment later.
  await tellNow(deps, [incident.id])
  return incident.no
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/** The client key under which a program may send the same report again, and ask for its number. */
function tokenOf(headers: IncomingHttpHeaders): string | null {
  const key = headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || !uuid.test(key)) throw new AppError('http.bad_client_key')
  return key.toLowerCase()
}

function checkJurisdiction({ divisions }: Open311Deps, asked: string, { divisionCode }: ProgramRow): void {
  if (asked === '' || asked === divisionCode.slice(0, 6)) return
  const known = divisions.districts.some(({ code }) => code === asked)
  throw known
    ? new AppError('open311.refused', { items: [{ path: 'jurisdiction_id', code: 'open311.outside' }] })
    : new AppError('open311.unknown_jurisdiction', { status: 404, params: { value: asked.slice(0, 80) } })
}

const bodyBytesMax = 64 * 1024

async function readForm(headers: IncomingHttpHeaders, stream: Readable): Promise<URLSearchParams> {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== undefined && type !== 'application/x-www-form-urlencoded')
    throw new AppError('open311.bad_body')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bodyBytesMax)
      throw new AppError('http.too_large', { status: 413, params: { limit: bodyBytesMax } })
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  if (text.includes('\0') || text.includes('%00')) throw new AppError('open311.bad_body')
  return new URLSearchParams(text)
}
