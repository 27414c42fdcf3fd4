import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { localText, translate } from '#kernel/i18n/model'
import { type Course, readCourses, readTitles } from '#kernel/ledgers/server'
import type { Paper } from '#kernel/reports/model'
import { dayWords, paperWords } from '#kernel/reports/server'
import { shanghaiDate } from '#kernel/time/model'
import { daysBetween } from '../../model/wall-days.ts'
import type { DeskDeps } from './desk.ts'

/** Official documents are in Chinese, whoever has them made. */
const locale = 'zh-CN'
const t = (key: string, params?: Record<string, string | number>) => translate(locale, key, params)

type Ordered = { course: Course; item: Course['log'][number]; number: string }

/** @throws AppError 404 where the step is no order, or the entry is not for the actor */
async function findOrder({ engine }: DeskDeps, actor: Actor, entryId: string, seq: number): Promise<Ordered> {
  const { state } = await engine.get(actor, entryId)
  const now = engine.clock.now()
  const asked = { ledger: state.ledger, roots: [state.divisionCode], sensitivityMax: actor.sensitivity }
  const moments = { recordedBy: now, effectiveBy: now }
  for await (const page of readCourses(engine, { ...asked, ...moments, ids: [entryId] }))
    for (const course of page) {
      const item = course.log.find((one) => one.seq === seq)
      const number = item?.change.values.orderNumber
      if (item && typeof number === 'string') return { course, item, number }
    }
  throw new AppError('circulars.no_order', { status: 404 })
}

/** 督办单 by GB/T 9704: to whom, about what, how long it has been due, what is demanded and by when to answer. */
export async function orderPaper(
  deps: DeskDeps,
  actor: Actor,
  entryId: string,
  seq: number,
): Promise<{ paper: Paper; number: string }> {
  const { course, item, number } = await findOrder(deps, actor, entryId, seq)
  const { state, log } = course
  const { instruction, answerOn } = item.change.asks
  const supervision = item.change.opens.find(({ kind }) => kind === 'supervision')
  const positionOf = await whoOrdered(deps, log, item, state.organisationId)
  const names = await deps.directory.organisations([supervision?.organisationId ?? 0, positionOf])
  const nameOf = (id: number | undefined) => {
    const name = id === undefined ? undefined : names.get(id)
    return name ? localText(name, locale) : ''
  }
  const on = shanghaiDate(new Date(item.effectiveAt))
  const project = typeof state.values.project === 'string' ? state.values.project : ''
  const [named] = project ? await readTitles(deps.engine, actor, [project]) : []
  const dueOn = dueBefore(log, item)
  const late = dueOn === undefined ? 0 : daysBetween(dueOn, on)
  const due = dueOn === undefined ? '' : dayWords(locale, dueOn)
  const paper: Paper = {
    masthead: { organisation: t('circulars.order.masthead', { unit: nameOf(positionOf) }), number },
    title: t('circulars.order.title'),
    addressee: t('circulars.order.addressee', { unit: nameOf(supervision?.organisationId) }),
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: t('circulars.order.matter'), value: state.title, long: true },
          ...(named ? [{ label: t('circulars.order.project'), value: named.title, long: true }] : []),
          { label: t('circulars.order.entry'), value: state.no },
          {
            label: t('circulars.order.due'),
            value: late > 0 ? t('circulars.order.late', { due, days: late }) : due,
          },
        ],
      },
      { kind: 'heading', level: 1, text: t('circulars.order.instruction') },
      { kind: 'paragraph', text: typeof instruction === 'string' ? instruction : '' },
      ...(typeof answerOn === 'string'
        ? [
            {
              kind: 'paragraph' as const,
              text: t('circulars.order.reply', { day: dayWords(locale, answerOn) }),
            },
          ]
        : []),
    ],
    signature: { organisation: nameOf(positionOf), date: dayWords(locale, on) },
    made: item.effectiveAt,
    ...paperWords(locale),
  }
  return { paper, number }
}

/** The organisation of the position that issued it. */
async function whoOrdered(
  { directory }: DeskDeps,
  log: Course['log'],
  item: Ordered['item'],
  fallback: number,
): Promise<number> {
  const positionId = log.find(({ seq }) => seq === item.seq)?.positionId
  const positions = await directory.positions(positionId === undefined ? [] : [positionId])
  return (positionId === undefined ? undefined : positions.get(positionId)?.organisationId) ?? fallback
}

/** Until when the matter was due as the order was issued: of the tasks that were open then the first. */
function dueBefore(log: Course['log'], item: Ordered['item']): string | undefined {
  const open = new Map<string, string>()
  for (const { seq, change } of log) {
    if (seq >= item.seq) break
    for (const { id } of change.closes) open.delete(id)
    for (const { id, dueAt } of [...change.opens, ...change.updates]) if (dueAt !== null) open.set(id, dueAt)
  }
  const first = [...open.values()].sort()[0]
  return first === undefined ? undefined : shanghaiDate(new Date(Date.parse(first) - 1))
}
