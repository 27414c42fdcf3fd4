import { defineRoute, type Route } from '#kernel/http/server'
import { ApprovalBoard } from '../../model/procedures/panel-answers.ts'
import { readBoard } from './board.ts'
import type { StartDeps } from './start-approvals.ts'

export function boardRoutes(deps: StartDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/projects/approvals',
      summary: 'What can start today and what runs, by lane and organisation, over all projects in sight',
      access: { kind: 'scoped', by: 'entry' },
      response: ApprovalBoard,
      handler: ({ actor }) => readBoard(deps, actor),
    }),
  ]
}
