import { defineRoute, type Route } from '#kernel/http/server'
import { CoverageAnswer } from '../../model/meetings/coverage.ts'
import { readCoverage } from './coverage-reader.ts'
import type { MeetingDeps } from './meeting-deps.ts'

export const coverageRoute = (deps: MeetingDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/coverage',
    summary:
      'Who serves each project that one may see, when it was visited last, and the rule it is judged by',
    access: { kind: 'scoped', by: 'entry' },
    response: CoverageAnswer,
    handler: ({ actor }) => readCoverage(deps, actor),
  })
