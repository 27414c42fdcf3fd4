import { Readable } from 'node:stream'
import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import { storeUpload } from '#kernel/files/server'
import { defineRoute, type Route } from '#kernel/http/server'
import { localText } from '#kernel/i18n/model'
import {
  AsOf,
  describeDate,
  exportRight,
  EntryReading,
  readStatistics,
  StatisticsParameters,
} from '#kernel/ledgers/server'
import { collectionOf, type ObjectKind, objectKinds } from '#kernel/registry/model'
import { bulletinPaper } from './bulletin.ts'
import { checkPurpose, download, mediaTypes } from './download.ts'
import { entryPaper } from './entry-paper.ts'
import { objectPaper } from './object-paper.ts'
import { makerOf, type ReportDeps } from './report-deps.ts'
import { LedgerCode, Purpose, scopedExport } from './table-routes.ts'
import { paperFile } from './write-paper.ts'

const formats = ['docx', 'pdf'] as const
type PaperFormat = (typeof formats)[number]

/** Documents by GB/T 9704, in Word and as PDF. */
export function paperRoutes(deps: ReportDeps): Route[] {
  return formats.flatMap((format) => [
    entryRoute(deps, format),
    bulletinRoute(deps, format),
    ...objectKinds.map((kind) => objectRoute(deps, format, kind)),
  ])
}

function entryRoute(deps: ReportDeps, format: PaperFormat): Route {
  return defineRoute({
    method: 'GET',
    path: `/api/entries/:entryId/paper.${format}`,
    summary: `An entry on paper as .${format}: facts, tasks, course, evidence, and a code that leads to its page`,
    access: scopedExport,
    params: z.object({ entryId: z.uuid() }),
    query: EntryReading.extend({ purpose: Purpose }),
    produces: 'entry',
    handler: async ({ actor, params, query, locale, origin }) => {
      checkPurpose(actor, query.purpose)
      const maker = await makerOf(deps, actor, locale)
      const asked = { entryId: params.entryId, query, purpose: query.purpose, origin: deps.origin ?? origin }
      const { paper, answer } = await entryPaper(deps, maker, asked)
      return download({
        name: answer.no,
        title: `${answer.no} ${paper.title}`,
        format,
        body: await paperFile(format, paper),
        produced: {
          rows: () => 1,
          ...(answer.asOf ? { asOf: { moment: new Date(answer.asOf), axis: query.axis } } : {}),
          rules: { [answer.ledger]: answer.version },
        },
      })
    },
  })
}

function objectRoute(deps: ReportDeps, format: PaperFormat, kind: ObjectKind): Route {
  return defineRoute({
    method: 'GET',
    path: `/api/${collectionOf[kind]}/:id/paper.${format}`,
    summary: `One page on an object of the register as .${format}: facts, restrictions, entries; numbers masked unless a purpose is given`,
    access: { kind: 'scoped', by: 'registry', right: exportRight },
    params: z.object({ id: z.uuid() }),
    query: z.object({ purpose: Purpose }),
    produces: 'object',
    handler: async ({ actor, params, query, locale, origin }) => {
      checkPurpose(actor, query.purpose)
      const maker = await makerOf(deps, actor, locale)
      const asked = { kind, id: params.id, purpose: query.purpose, origin: deps.origin ?? origin }
      const paper = await objectPaper(deps, maker, asked)
      const body = await paperFile(format, paper)
      return download({ name: kind, title: paper.title, format, body, produced: { rows: () => 1 } })
    },
  })
}

const BulletinParameters = StatisticsParameters.extend({
  /** A bulletin is always as of a moment, so that it can be made again. */
  asOf: AsOf,
  number: z.string().trim().min(1).max(40).optional(),
  addressee: z.string().trim().min(1).max(200).optional(),
  copies: z.string().trim().min(1).max(400).optional(),
})

function bulletinRoute(deps: ReportDeps, format: PaperFormat): Route {
  return defineRoute({
    method: 'GET',
    path: `/api/ledgers/:ledger/bulletin.${format}`,
    summary: `The rates of a ledger as of a moment of recording as an official document, .${format}; a copy is kept`,
    access: scopedExport,
    params: LedgerCode,
    query: BulletinParameters,
    produces: 'bulletin',
    handler: async ({ actor, params, query }) => {
      const { number, addressee, copies, ...asked } = query
      const { answer, definition, version } = await readStatistics(deps, actor, params.ledger, asked)
      const { unit, now } = await makerOf(deps, actor, 'zh-CN')
      // What may still be recorded would make it another bulletin.
      if (answer.asOf === null || new Date(answer.asOf) > now)
        throw new AppError('reports.not_past', {
          path: 'asOf',
          params: { at: describeDate(now.toISOString()) },
        })
      const paper = bulletinPaper({ unit, definition, answer, number, addressee, copies })
      const body = await paperFile(format, paper)
      const fileTitle = paper.title.replaceAll('\n', '')
      const asOf = new Date(answer.asOf)
      const kept = await storeUpload(deps.files, {
        actor,
        name: `${fileTitle}.${format}`,
        contentType: mediaTypes[format],
        announcedSize: body.length,
        stream: Readable.from([body]),
        clientKey: null,
      })
      return download({
        name: `${params.ledger}-bulletin`,
        title: fileTitle,
        format,
        body,
        produced: {
          rows: () => answer.rows.length,
          asOf: { moment: asOf, axis: 'recorded' },
          period: { from: answer.from, to: answer.to },
          rules: { [params.ledger]: version, title: localText(definition.title, 'zh-CN') },
          fileId: kept.id,
        },
      })
    },
  })
}
