import { createHash } from 'node:crypto'
import { canonicalBytes } from '#kernel/crypto/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { MinutesContent } from '../../model/meetings/minutes.ts'
import type { MeetingDeps } from './meeting-deps.ts'
import { textOf } from './decision-rows.ts'
import { getMeeting } from './meeting-reader.ts'
import { findMinutes } from './meeting-store.ts'

/** SHA-256 over the canonical content, in hexadecimal digits. */
export function minutesHash(content: MinutesContent): string {
  return createHash('sha256').update(canonicalBytes(content)).digest('hex')
}

/**
 * The minutes that were filed when the meeting ended.
 * @throws AppError projects.minutes_altered where the content isn't what the meeting's log says it was
 */
export async function readMinutes(
  deps: MeetingDeps,
  actor: Actor,
  meetingId: string,
): Promise<{ content: MinutesContent; hash: string; minutesNo: string }> {
  const { values } = await getMeeting(deps, actor, meetingId)
  const found = await findMinutes(deps.engine.handle.db, meetingId)
  if (!found) throw notFound()
  const { content } = found
  const hash = minutesHash(content)
  if (hash !== values['contentHash']) throw new AppError('projects.minutes_altered', { status: 409 })
  return { content, hash, minutesNo: textOf(values['minutesNo']) ?? '' }
}
