import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { lifeLine, type LivedPhase } from './life-line.ts'

type Step = Parameters<typeof lifeLine>[0][number]

const step = (seq: number, day: string, stage: string | null, more: Partial<Step> = {}): Step => ({
  seq,
  effectiveAt: `${day}T01:00:00.000Z`,
  stage,
  source: null,
  values: {},
  ...more,
})
const of = (line: readonly LivedPhase[], phase: string) => {
  const found = line.find((one) => one.phase === phase)
  assert.ok(found)
  return found
}

describe('the life line', () => {
  test('a stated day is the day, with its papers, its source and the step that said it', () => {
    const log = [
      step(1, '2026-01-05', 'planning'),
      step(2, '2026-02-10', 'signing', { values: { signedOn: '2026-02-03' } }),
    ]
    const facts = { signedOn: { value: '2026-02-03' }, signingPapers: { value: ['a'] } }
    const line = lifeLine(log, facts, 'signing')
    assert.deepEqual(of(line, 'lead').on, '2026-01-05')
    const signing = of(line, 'signing')
    assert.deepEqual(
      [signing.state, signing.on, signing.seq, signing.files],
      ['dated', '2026-02-03', 2, ['a']],
    )
    assert.equal(of(line, 'approval').state, 'open')
    assert.equal(of(line, 'statistics').state, 'open')
  })

  test('what lies behind a later stage that a source tells of is not provable, known only by when', () => {
    const log = [step(1, '2019-06-30', 'groundbreaking', { source: 'page 2' })]
    const line = lifeLine(log, {}, 'groundbreaking')
    for (const phase of ['lead', 'signing', 'approval', 'construction']) {
      const { state, on, by, source } = of(line, phase)
      assert.deepEqual([state, on, by, source], ['not_provable', null, '2019-06-30', 'page 2'], phase)
    }
    assert.deepEqual([of(line, 'statistics').state, of(line, 'statistics').by], ['not_provable', null])
    assert.equal(of(line, 'production').state, 'open')
  })

  test('statistics don’t hide the stage, and may come before or after the ground is broken', () => {
    const facts = { statisticalEntryOn: { value: '2026-03-01' }, brokeGroundOn: { value: '2026-04-01' } }
    const line = lifeLine([step(1, '2026-04-01', 'groundbreaking')], facts, 'groundbreaking')
    assert.equal(of(line, 'statistics').contradicts, null)
    assert.equal(of(line, 'construction').contradicts, null)
  })

  test('a day before that of an earlier phase is told as a contradiction, not put right', () => {
    const facts = { signedOn: { value: '2026-05-01' }, brokeGroundOn: { value: '2026-04-01' } }
    const line = lifeLine([step(1, '2026-05-02', 'groundbreaking')], facts, 'groundbreaking')
    assert.deepEqual(
      [of(line, 'construction').contradicts, of(line, 'construction').on],
      ['signing', '2026-04-01'],
    )
  })

  test('statements that came late are read by when they were so', () => {
    const log = [step(1, '2026-03-01', 'procedures'), step(2, '2025-11-01', 'planning')]
    assert.equal(of(lifeLine(log, {}, 'procedures'), 'lead').on, '2025-11-01')
  })
})
