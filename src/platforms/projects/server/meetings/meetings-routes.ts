import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import { MeetingAnswer, MeetingsAnswer } from '../../model/meetings/meeting-view.ts'
import type { MeetingDeps } from './meeting-deps.ts'
import { readMeeting } from './meeting-reader.ts'
import { readMeetings } from './meetings-reader.ts'

const scoped = { kind: 'scoped', by: 'entry' } as const

export const meetingsRoute = (deps: MeetingDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/meetings',
    summary:
      'The dispatch meetings that one may see with what came of their decisions, and those that come next',
    access: scoped,
    response: MeetingsAnswer,
    handler: ({ actor }) => readMeetings(deps, actor),
  })

export const meetingRoute = (deps: MeetingDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/meetings/:entryId',
    summary: 'A dispatch meeting: its agenda, what was promised before and what came of it, its decisions',
    access: scoped,
    params: z.object({ entryId: z.uuid() }),
    response: MeetingAnswer,
    handler: ({ actor, params }) => readMeeting(deps, actor, params.entryId),
  })
