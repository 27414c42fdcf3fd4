import fc from 'fast-check'
import { newId } from '#kernel/db/server'
import { isAppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { Values } from '#kernel/ledgers/model'
import type { Toy } from './toy-engine.ts'

const places = ['211302001001', '211302002001', '211302002', '211302', '211303001001'] as const
const categories = ['road', 'water', 'power'] as const
const proof = '0192f3a4-0000-7000-8000-000000000001'

type Choice = (seq: number) => [action: string, input: Values]
const order: Choice = () => ['dispatch', { organisationId: 903 }]
const orderByDate: Choice = (seq) => [
  'dispatch',
  { organisationId: 903, dueOn: seq % 2 ? '2026-03-20' : '2026-05-20' },
]
const tell: Choice = (seq) => ['report', { cost: seq * 100, category: categories[seq % 3] ?? 'road' }]
const finish: Choice = (seq) => ['complete', { proof: [proof], cost: seq * 3_000_000 }]
const verify =
  (outcome: string): Choice =>
  () => ['verify', { outcome }]
const plain =
  (action: string, input: Values = {}): Choice =>
  () => [action, input]
const dropped = plain('void', { reason: 'a mistake' })

/** What may be tried in each stage; some of it is refused all the same. */
const choices: Record<string, readonly Choice[]> = {
  registered: [order, order, orderByDate, plain('accept'), tell, dropped, plain('comment', { text: 'said' })],
  accepted: [order, orderByDate, tell, dropped],
  handling: [
    finish,
    finish,
    finish,
    plain('acknowledge'),
    plain('transfer', { organisationId: 903, reason: 'closer by' }),
    plain('send_back', { reason: 'not ours' }),
    plain('suspend', { reason: 'waiting' }),
    tell,
  ],
  suspended: [plain('resume'), plain('resume'), plain('comment', { text: 'said' })],
  completed: [verify('passed'), verify('passed'), verify('failed'), tell],
  verified: [plain('close'), tell],
  closed: [plain('reopen'), plain('comment', { text: 'said' })],
  voided: [],
}

export const liveStep = fc.record({
  entry: fc.nat(places.length - 1),
  action: fc.nat(55),
  halfDays: fc.nat(7),
  daysBack: fc.nat(6),
})
export type LiveStep = { entry: number; action: number; halfDays: number; daysBack: number }
export type Live = { id: string; seq: number; stage: string }

const unitWords = new Set(['acknowledge', 'transfer', 'send_back', 'complete'])

/**
 * Registers an entry in each place and takes the steps in turn; what the ledger refuses is left out. The registrant
 * is of the office, so that every word finds somebody who may say it.
 */
export async function liveCourse(
  toy: Toy,
  steps: readonly LiveStep[],
  between: (index: number) => Promise<void>,
): Promise<Live[]> {
  const { engine, clock } = toy
  const everywhere: Actor = { ...toy.actors.backdater, divisions: ['211302', '211303'] }
  const entries: Live[] = []
  for (const [index, divisionCode] of places.entries()) {
    const input = { subject: 'x', category: categories[index % 3] ?? 'road' }
    const { results } = await engine.perform(
      everywhere,
      [{ ledger: 'toy', action: 'register', divisionCode, input }],
      newId(),
    )
    entries.push({ id: results[0]?.entryId ?? '', seq: 1, stage: 'registered' })
  }
  for (const [index, { entry, action, halfDays, daysBack }] of steps.entries()) {
    clock.set(new Date(clock.now().getTime() + halfDays * 43_200_000))
    const one = entries[entry % entries.length]
    const open = choices[one?.stage ?? ''] ?? []
    const choice = open[action % open.length]
    if (!one || !choice) continue
    const [name, input] = choice(one.seq)
    const effectiveAt = new Date(clock.now().getTime() - daysBack * 86_400_000).toISOString()
    const actor = unitWords.has(name) ? toy.actors.unit : everywhere
    const when = name === 'report' || name === 'verify' ? { effectiveAt } : {}
    try {
      const { states } = await engine.perform(
        actor,
        [{ entryId: one.id, expectedSeq: one.seq, action: name, input, ...when }],
        newId(),
      )
      one.seq += 1
      one.stage = states[0]?.stage ?? one.stage
    } catch (error) {
      // Refused: who holds no task, or says that something was so before it began.
      if (!isAppError(error)) throw error
    }
    await between(index)
  }
  return entries
}
