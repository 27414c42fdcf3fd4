import { z } from 'zod'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { defineRoute, noContent, readBytes, type Route } from '#kernel/http/server'
import { type Locale, translate } from '#kernel/i18n/model'
import { exportRight, type PlatformDeps, statesOf } from '#kernel/ledgers/server'
import type { Table } from '#kernel/reports/model'
import { makerOf, tableFrame, workbook } from '#kernel/reports/server'
import '../../model/hotline/messages.ts'
import {
  Batch,
  HeadingsFound,
  Imported,
  SaidHeading,
  SaidHeadings,
  Waiting,
} from '../../model/hotline/orders.ts'
import { answerOf, handBackAll } from './hand-back.ts'
import { importOrders, refusedRows, templateOf } from './import-orders.ts'
import { knownHeadings, lookAtHeadings, rememberHeadings } from './headings.ts'
import { countAnswered, entriesOfBatch } from './order-store.ts'
import type { OrderDeps } from './take-order.ts'

type DeskDeps = PlatformDeps & Pick<OrderDeps, 'orderRules'>

const access = { kind: 'scoped', by: 'division', right: exportRight } as const
const bytesMax = 10 * 1024 * 1024

/** Whole districts that the operations centre answers for. @throws AppError 403 for everybody else */
function districtsOf({ role, divisions }: Actor): string[] {
  const districts = divisions.filter((code) => code.length === 6)
  if (role !== 'dispatcher' || districts.length === 0) throw new AppError('http.forbidden', { status: 403 })
  return districts
}

/** For the operations centre: files of orders in, files of answers out. */
export function hotlineDeskRoutes(deps: DeskDeps): Route[] {
  return [...headingRoutes(deps), ...importRoutes(deps), ...returnRoutes(deps)]
}

function headingRoutes(deps: DeskDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/grid/hotline/headings',
      summary: 'What persons said the headings of the hotline’s files are',
      access,
      response: z.array(SaidHeading),
      handler: async ({ actor }) => {
        const known = await knownHeadings(deps.handle.db, districtsOf(actor))
        return [...known].map(([heading, column]) => ({ heading, column }))
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/grid/hotline/headings',
      summary: 'What the headings of a file of orders are taken for, before it is taken in',
      access,
      query: z.object({ name: z.string().trim().min(1).max(200) }),
      response: HeadingsFound,
      stream: true,
      handler: async ({ actor, query, stream }) => {
        const within = districtsOf(actor)
        return lookAtHeadings(deps, within, {
          fileName: query.name,
          bytes: await readBytes(stream, bytesMax),
        })
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/grid/hotline/headings',
      summary: 'Says what headings are; it is remembered for the files that come later',
      access,
      body: SaidHeadings,
      handler: async ({ actor, body, locale }) => {
        const by = { accountId: actor.accountId, locale }
        await rememberHeadings(deps, districtsOf(actor), body.headings, by)
        return noContent()
      },
    }),
  ]
}

function importRoutes(deps: DeskDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/grid/hotline/template.xlsx',
      summary: 'A file of orders with its headings alone',
      access: { kind: 'signed_in', because: 'it holds headings and nothing else', right: exportRight },
      produces: 'hotline_template',
      handler: async ({ actor, locale }) =>
        sheetOf(deps, actor, locale, {
          name: 'hotline-orders',
          title: 'hotline.ledger',
          ...templateOf(locale),
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/grid/hotline/imports',
      summary: 'Takes a file of orders (.xlsx, .csv); rows that are refused lose no other',
      access,
      query: z.object({ name: z.string().trim().min(1).max(200) }),
      response: Imported,
      stream: true,
      handler: async ({ actor, query, stream }) => {
        const within = districtsOf(actor)
        return importOrders(deps, actor, {
          fileName: query.name,
          bytes: await readBytes(stream, bytesMax),
          within,
        })
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/grid/hotline/imports/:importId/refused.xlsx',
      summary: 'The refused rows of one’s own import with the reason of each',
      access,
      params: z.object({ importId: z.uuid() }),
      produces: 'refused_rows',
      handler: async ({ actor, params, locale }) =>
        sheetOf(deps, actor, locale, {
          name: 'refused-rows',
          title: 'hotline.import.sheet.refused',
          ...(await refusedRows(deps, actor, params.importId)),
        }),
    }),
  ]
}

type NamedSheet = Pick<Table, 'heads' | 'rows'> & { name: string; title: string }

/** A table of this desk as a workbook in the office's form. */
async function sheetOf(deps: DeskDeps, actor: Actor, locale: Locale, { name, title, ...table }: NamedSheet) {
  const maker = await makerOf(deps, actor, locale)
  const frame = tableFrame({ title: translate(locale, title), maker, moment: maker.now, query: {} })
  return workbook(name, { ...frame, ...table }, {})
}

function returnRoutes(deps: DeskDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/grid/hotline/returns',
      summary: 'How many answers wait to be sent back',
      access,
      response: Waiting,
      handler: async ({ actor }) => ({
        waiting: await countAnswered(deps.handle.db, districtsOf(actor)),
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/grid/hotline/returns',
      summary: 'Gives the answers that wait as one batch, each once',
      access,
      clientKey: true,
      response: Batch,
      handler: async ({ actor, clientKey }) => {
        const districts = districtsOf(actor)
        // The same key again is the same batch: it is only looked at.
        const given = await entriesOfBatch(deps.handle.db, districts, clientKey)
        if (given.length > 0) return { batch: clientKey, orders: given.length }
        return handBackAll(deps, { districts, by: `account:${actor.accountId}` }, clientKey)
      },
    }),
    batchRoute(deps),
  ]
}

function batchRoute(deps: DeskDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/grid/hotline/returns/:batchId.xlsx',
    summary: 'The answers of a batch as a workbook',
    access,
    params: z.object({ batchId: z.uuid() }),
    produces: 'hotline_answers',
    handler: async ({ actor, params, locale }) => {
      const { db } = deps.handle
      const states = await statesOf(
        deps.engine,
        db,
        await entriesOfBatch(db, districtsOf(actor), params.batchId),
      )
      if (states.length === 0) throw notFound()
      const t = (key: string) => translate(locale, key)
      const maker = await makerOf(deps, actor, locale)
      const rows = states
        .map(answerOf)
        .map(({ externalNo, no, answer, solved, answeredAt }) => [
          externalNo,
          no,
          answer,
          solved === null ? null : t(`hotline.solved.${solved}`),
          answeredAt,
        ])
      return workbook(
        'hotline-answers',
        {
          ...tableFrame({ title: t('hotline.return.sheet'), maker, moment: maker.now, query: {} }),
          heads: [
            { title: t('hotline.column.externalNo'), kind: 'code' },
            { title: t('hotline.column.no'), kind: 'code' },
            { title: t('hotline.column.answer'), kind: 'text' },
            { title: t('hotline.column.solved'), kind: 'text' },
            { title: t('hotline.column.answeredAt'), kind: 'instant' },
          ],
          rows: () => [rows],
        },
        { rows: () => rows.length },
      )
    },
  })
}
