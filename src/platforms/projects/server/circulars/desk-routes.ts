import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import { exportRight } from '#kernel/ledgers/server'
import { download, writePaper } from '#kernel/reports/server'
import { DeskAnswer, WatchAnswer, WatchAsked } from '../../model/circulars/desk.ts'
import { type DeskDeps, readDesk } from './desk.ts'
import { orderPaper } from './order-paper.ts'
import { watchNodes } from './watch.ts'

/** 督查: the supervisor's desk, nodes under watch, and supervision orders on paper. */
export function deskRoutes(deps: DeskDeps): Route[] {
  return [deskRoute(deps), watchRoute(deps), orderRoute(deps, 'docx'), orderRoute(deps, 'pdf')]
}

const deskRoute = (deps: DeskDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/supervision',
    summary: 'What is to be reminded, supervised and circulated today by rule, what was, and what came of it',
    access: { kind: 'scoped', by: 'division' },
    response: DeskAnswer,
    handler: ({ actor }) => readDesk(deps, actor),
  })

const watchRoute = (deps: DeskDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/supervision/nodes',
    summary: 'Puts dates of project plans under watch, with an organisation answerable for them',
    access: { kind: 'scoped', by: 'entry', right: 'ledgers.supervise' },
    clientKey: true,
    body: WatchAsked,
    response: WatchAnswer,
    handler: async ({ actor, body, clientKey }) => ({
      watched: await watchNodes(deps, actor, body, clientKey),
    }),
  })

const orderRoute = (deps: DeskDeps, format: 'docx' | 'pdf'): Route =>
  defineRoute({
    method: 'GET',
    path: `/api/entries/:entryId/orders/:seq/paper.${format}`,
    summary: `A supervision order as an official document, .${format}`,
    access: { kind: 'scoped', by: 'entry', right: exportRight },
    params: z.object({ entryId: z.uuid(), seq: z.coerce.number().int().min(1).max(1_000_000) }),
    produces: 'supervision_order',
    handler: async ({ actor, params }) => {
      const { paper, number } = await orderPaper(deps, actor, params.entryId, params.seq)
      return download({
        name: `order-${params.seq}`,
        title: `${paper.title} ${number}`,
        format,
        body: await writePaper(format, paper),
        produced: { rows: () => 1 },
      })
    },
  })
