import { type Course, readCourses } from '#kernel/ledgers/server'
import type { Recipient } from '../../model/circulars/answers.ts'
import { circularSensitivityMax } from './circular-sort.ts'
import type { CircularDeps } from './circulars.ts'
import type { StoredCircular } from './circular-store.ts'

/** To whom a circular went by now, when each signed for it, and when each answered. */
export async function recipientsOf(
  { engine, directory }: Pick<CircularDeps, 'engine' | 'directory'>,
  { entryId, ledger, divisionCode }: StoredCircular,
): Promise<Recipient[]> {
  const now = engine.clock.now()
  const of = { ledger, roots: [divisionCode], sensitivityMax: circularSensitivityMax, ids: [entryId] }
  const found = new Map<number, Omit<Recipient, 'organisation'>>()
  for await (const page of readCourses(engine, { ...of, recordedBy: now, effectiveBy: now }))
    for (const { log } of page) follow(log, found)
  const names = await directory.organisations([...found.keys()])
  return [...found].map(([id, sent]) => {
    const unnamed = { 'zh-CN': String(id), en: String(id) }
    return { organisation: names.get(id) ?? unnamed, ...sent }
  })
}

function follow(log: Course['log'], found: Map<number, Omit<Recipient, 'organisation'>>): void {
  const taskOf = new Map<string, { kind: string; organisationId: number }>()
  for (const { change, effectiveAt } of log) {
    for (const { id, kind, organisationId } of change.opens) {
      taskOf.set(id, { kind, organisationId })
      if (kind === 'receipt')
        found.set(organisationId, { sentAt: effectiveAt, signedAt: null, answeredAt: null })
    }
    // Only what the organisation did itself is a signature or an answer: a withdrawal closes its tasks too.
    if (!['acknowledge', 'reply'].includes(change.action)) continue
    for (const { id } of change.closes) {
      const task = taskOf.get(id)
      const sent = task && found.get(task.organisationId)
      if (!sent) continue
      if (task.kind === 'receipt') sent.signedAt = effectiveAt
      if (task.kind === 'reply') sent.answeredAt = effectiveAt
    }
  }
}
