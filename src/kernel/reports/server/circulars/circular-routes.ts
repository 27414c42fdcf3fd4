import { z } from 'zod'
import { created, defineRoute, type Route } from '#kernel/http/server'
import { exportRight } from '#kernel/ledgers/server'
import {
  AgainAnswer,
  circularAnswer,
  CircularAsked,
  type CircularBasis,
  CircularDrafted,
} from '../../model/circulars/answers.ts'
import { download } from '../download.ts'
import type { CircularSort } from './circular-sort.ts'
import { type CircularDeps, draftCircular, getCircular, produceAgain, readCircular } from './circulars.ts'
import { circularFormats, type CircularFormat, keptDocument } from './documents.ts'

const superviseRight = 'ledgers.supervise'
const scoped = { kind: 'scoped', by: 'entry' } as const
const CircularId = z.object({ circularId: z.uuid() })

/** Where a sort of circular is reached, what its content looks like, and what it is called in the log of files. */
export type CircularPlace<C extends CircularBasis> = {
  path: string
  content: z.ZodType<C>
  produces: string
}

/** A sort of circular over HTTP: drafts of a day, their documents, and what comes of producing them again. */
export function circularRoutes<C extends CircularBasis>(
  deps: CircularDeps,
  sort: CircularSort<C>,
  place: CircularPlace<C>,
): Route[] {
  return [
    draftRoute(deps, sort, place),
    readRoute(deps, sort, place),
    againRoute(deps, sort, place),
    ...circularFormats.map((format) => paperRoute(deps, sort, place, format)),
  ]
}

type Parts<C extends CircularBasis> = [deps: CircularDeps, sort: CircularSort<C>, place: CircularPlace<C>]

const draftRoute = <C extends CircularBasis>(...[deps, sort, { path }]: Parts<C>): Route =>
  defineRoute({
    method: 'POST',
    path,
    summary:
      'Drafts the circular of a day, over its week, half month or month, from what had been recorded by then',
    access: { kind: 'scoped', by: 'division', right: superviseRight },
    clientKey: true,
    body: CircularAsked,
    response: CircularDrafted,
    handler: async ({ actor, body, clientKey }) =>
      created({ entryId: await draftCircular(deps, sort, actor, body, clientKey) }),
  })

const readRoute = <C extends CircularBasis>(...[deps, sort, { path, content }]: Parts<C>): Route =>
  defineRoute({
    method: 'GET',
    path: `${path}/:circularId`,
    summary:
      'A circular: what it says, by which versions of which rules, whom it went to, the hashes of its files',
    access: scoped,
    params: CircularId,
    response: circularAnswer(content),
    handler: ({ actor, params }) => readCircular(deps, sort, actor, params.circularId),
  })

const againRoute = <C extends CircularBasis>(...[deps, sort, { path }]: Parts<C>): Route =>
  defineRoute({
    method: 'GET',
    path: `${path}/:circularId/again`,
    summary: 'Produces a circular again for its own moments: identical to the byte, or where it differs',
    access: { ...scoped, right: superviseRight },
    params: CircularId,
    response: AgainAnswer,
    handler: ({ actor, params }) => produceAgain(deps, sort, actor, params.circularId),
  })

const paperRoute = <C extends CircularBasis>(
  ...[deps, sort, { path, produces }, format]: [...Parts<C>, CircularFormat]
): Route =>
  defineRoute({
    method: 'GET',
    path: `${path}/:circularId/paper.${format}`,
    summary: `A circular as an official document, .${format}: set once and kept`,
    access: { ...scoped, right: exportRight },
    params: CircularId,
    produces,
    handler: async ({ actor, params }) => {
      const { circular, state } = await getCircular(deps, sort, actor, params.circularId)
      const { bytes, title, fileId } = await keptDocument(deps.files, sort, actor, circular, state, format)
      const { content, recordedBy } = circular
      return download({
        name: state.no,
        title,
        format,
        body: bytes,
        produced: {
          rows: () => sort.rows(content),
          asOf: { moment: recordedBy, axis: 'recorded' },
          period: { from: content.from, to: content.to },
          rules: { ...sort.rules(content), layout: circular.layout },
          fileId,
        },
      })
    },
  })
