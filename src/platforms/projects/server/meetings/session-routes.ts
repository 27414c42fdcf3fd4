import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import { MeetingAnswer } from '../../model/meetings/meeting-view.ts'
import type { MeetingDeps } from './meeting-deps.ts'
import { readMeeting } from './meeting-reader.ts'
import { endMeeting, openMeeting } from './session.ts'

const scoped = { kind: 'scoped', by: 'entry' } as const
const EntryId = z.object({ entryId: z.uuid() })
const Seen = z.strictObject({ expectedSeq: z.int().min(1) })

/** The meeting opens with its agenda frozen, and ends with its decisions given out and its minutes filed. */
export function sessionRoutes(deps: MeetingDeps): Route[] {
  return [openingRoute(deps), endingRoute(deps)]
}

const openingRoute = (deps: MeetingDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/meetings/:entryId/opening',
    summary: 'Opens a meeting: its agenda is frozen as it stands now',
    access: scoped,
    clientKey: true,
    params: EntryId,
    body: Seen,
    response: MeetingAnswer,
    handler: async ({ actor, params: { entryId }, body, clientKey }) => {
      await openMeeting(deps, { actor, entryId, clientKey, ...body })
      return readMeeting(deps, actor, entryId)
    },
  })

const endingRoute = (deps: MeetingDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/meetings/:entryId/ending',
    summary: 'Ends a meeting once every decision has its unit, person and date, and files its minutes',
    access: scoped,
    clientKey: true,
    params: EntryId,
    body: Seen,
    response: MeetingAnswer,
    handler: async ({ actor, params: { entryId }, body, clientKey }) => {
      await endMeeting(deps, { actor, entryId, clientKey, ...body })
      return readMeeting(deps, actor, entryId)
    },
  })
