import { z } from 'zod'
import { AppError, notFound } from '#kernel/errors/model'
import { created, defineRoute, type Route } from '#kernel/http/server'
import { EntryAnswer, LogItem, TaskPage } from '../model/answers.ts'
import { explainClock } from './explain-clock.ts'
import type { Deps } from './ledger-routes.ts'
import { ActionInput } from './action-input.ts'
import { EntryReading, readEntry, readTimeLine } from './entry-reading.ts'
import { performFilled } from './perform-filled.ts'
import { presentEntry } from './present.ts'
import { findTaskClock } from './task-store.ts'
import { readTodo, TodoQuery } from './todo.ts'

const scoped = { kind: 'scoped', by: 'entry' } as const
const EntryId = z.object({ entryId: z.uuid() })
const Values = z.record(z.string().max(60), z.json())
const EffectiveAt = z.iso.datetime({ offset: true }).optional()
const Subjects = z
  .array(
    z.strictObject({
      kind: z.enum(['person', 'household', 'enterprise', 'place']),
      objectId: z.uuid(),
      role: z.string().min(1).max(40),
    }),
  )
  .max(100)

export function entryRoutes(deps: Deps): Route[] {
  return [
    entryRoute(deps),
    timeLineRoute(deps),
    registerEntry(deps),
    actOnEntry(deps),
    explainTaskClock(deps),
    todo(deps),
  ]
}

function entryRoute(deps: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/entries/:entryId',
    summary: 'An entry, now or as of a moment, with what the caller can do',
    access: scoped,
    params: EntryId,
    query: EntryReading,
    response: EntryAnswer,
    handler: async ({ actor, params, query }) => {
      const { answer } = await readEntry(deps, actor, params.entryId, query)
      return answer
    },
  })
}

function timeLineRoute(deps: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/entries/:entryId/actions',
    summary: 'An entry’s log, oldest first',
    access: scoped,
    params: EntryId,
    response: z.array(LogItem),
    handler: ({ actor, params }) => readTimeLine(deps, actor, params.entryId),
  })
}

function registerEntry({ engine, directory }: Deps): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/ledgers/:ledger/entries',
    summary: 'Registers an entry',
    access: scoped,
    clientKey: true,
    params: z.object({ ledger: z.string().max(40) }),
    body: z.strictObject({
      fields: Values,
      divisionCode: z.string().regex(/^\d{6}(\d{3}(\d{3})?)?$/),
      subjects: Subjects.optional(),
      effectiveAt: EffectiveAt,
    }),
    response: EntryAnswer,
    handler: async ({ actor, params, body, clientKey }) => {
      const known = engine.book.get(params.ledger)
      const action = engine.book.current(known).definition.actions.find((item) => item.word === 'register')
      if (!action) throw notFound()
      const { fields, divisionCode, subjects, effectiveAt } = body
      const request = {
        ledger: params.ledger,
        action: action.id,
        input: fields,
        divisionCode,
        subjects,
        effectiveAt,
      }
      const performed = await performFilled(engine, actor, request, clientKey)
      const [result] = performed.results
      if (!result) throw notFound()
      const found = await engine.after(actor, performed, result.entryId)
      return created(
        await presentEntry(
          { engine, directory, actor, now: engine.clock.now() },
          found,
          found.attachments,
          null,
        ),
      )
    },
  })
}

function actOnEntry({ engine, directory }: Deps): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/entries/:entryId/actions/:action',
    summary: 'Does one thing to an entry, in the state it was seen in',
    access: scoped,
    clientKey: true,
    params: EntryId.extend({ action: z.string().max(40) }),
    body: ActionInput,
    response: EntryAnswer,
    handler: async ({ actor, params, body, clientKey }) => {
      const { expectedSeq, input, effectiveAt } = body
      const request = { entryId: params.entryId, expectedSeq, action: params.action, input, effectiveAt }
      const performed = await performFilled(engine, actor, request, clientKey)
      const found = await engine.after(actor, performed, params.entryId)
      return presentEntry(
        { engine, directory, actor, now: engine.clock.now() },
        found,
        found.attachments,
        null,
      )
    },
  })
}

const ClockAnswer = z.object({
  dueAt: z.string().nullable(),
  provisional: z.boolean(),
  rows: z.array(z.object({ kind: z.string(), text: z.string() })),
})

function explainTaskClock({ engine }: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/tasks/:taskId/clock',
    summary: 'How a task’s due date came about, line by line',
    access: scoped,
    params: z.object({ taskId: z.uuid() }),
    response: ClockAnswer,
    handler: async ({ actor, params }) => {
      const task = await findTaskClock(engine.handle.db, params.taskId)
      if (!task) throw notFound()
      await engine.get(actor, task.entryId)
      const reading = explainClock(task.clock, task.closedAt, engine.calendar, actor.locale)
      if (!reading) throw new AppError('ledgers.no_limit', { status: 404 })
      return reading
    },
  })
}

function todo({ engine, directory }: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/tasks',
    summary: 'The caller’s to-do list over all ledgers, the most urgent first',
    access: scoped,
    query: TodoQuery,
    response: TaskPage,
    handler: ({ actor, query }) => readTodo({ engine, directory }, actor, query),
  })
}
