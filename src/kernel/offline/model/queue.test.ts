import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { allOf, nothingCarried, take } from './carry.ts'
import { ItemResult, OfflineItem } from './protocol.ts'
import { afterResults, lastOn, nextBatch, nextPhoto, type Queued } from './queue.ts'
import { carriedKey, type Snapshot } from './snapshot.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const photo = { field: 'photos', name: 'a.jpg', mediaType: 'image/jpeg', size: 9, sha256: 'a'.repeat(64) }

function queued(no: number, change: Partial<Queued> = {}): Queued {
  return {
    clientKey: id(no),
    no,
    ledger: 'toy',
    entryId: id(1000 + no),
    after: null,
    action: 'comment',
    input: {},
    effectiveAt: '2026-03-02T01:00:00Z',
    signed: { text: '', signature: '' },
    photos: [],
    conflict: null,
    ...change,
  }
}
const conflict = { code: 'ledgers.changed_meanwhile', reason: '', entry: null }
const done = (no: number): ItemResult => ({
  outcome: 'done',
  clientKey: id(no),
  result: { entryId: id(5000 + no), no: 'T1', seq: 1 },
})

describe('the queue of a phone', () => {
  test('goes in the order in which things were done, up to a photo that has not arrived', () => {
    const queue = [
      queued(3, { photos: [{ ...photo, fileId: null, url: null, sent: 0 }] }),
      queued(1),
      queued(2, { photos: [{ ...photo, fileId: id(7), url: null, sent: 9 }] }),
      queued(4),
    ]
    assert.deepEqual(
      nextBatch(queue, new Set()).map(({ no }) => no),
      [1, 2],
    )
    assert.equal(nextPhoto(queue, new Set())?.item.no, 3)
  })

  test('a conflict holds up what follows it and nothing else', () => {
    const queue = [
      queued(1, { conflict }),
      queued(2, { after: id(1) }),
      queued(3, { after: id(2) }),
      queued(4),
    ]
    assert.deepEqual(
      nextBatch(queue, new Set()).map(({ no }) => no),
      [4],
    )
  })

  test('what follows a registration of the phone learns its entry when that has arrived', () => {
    const queue = [queued(1, { entryId: null }), queued(2, { entryId: null, after: id(1) })]
    assert.equal(lastOn(queue, { after: id(1) })?.no, 2)
    assert.deepEqual(
      afterResults(queue, [done(1)]).map(({ no, entryId }) => [no, entryId]),
      [[2, id(5001)]],
    )
  })

  test('whatever is answered, nothing leaves the queue but what the server has', () => {
    const answers = fc.constantFrom('done', 'conflict', 'waits', 'none')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(answers, fc.option(fc.nat(20), { nil: null }), fc.boolean()), { maxLength: 20 }),
        (plan) => {
          const queue = plan.map(([, after, hasPhoto], index) =>
            queued(index, {
              after: after !== null && after < index ? id(after) : null,
              photos: hasPhoto ? [{ ...photo, fileId: id(9), url: null, sent: 9 }] : [],
            }),
          )
          const results = plan.flatMap(([answer], index): ItemResult[] => {
            if (answer === 'done') return [done(index)]
            if (answer === 'waits') return [{ outcome: 'waits', clientKey: id(index) }]
            return answer === 'conflict' ? [{ outcome: 'conflict', clientKey: id(index), ...conflict }] : []
          })
          const left = new Set(afterResults(queue, results).map(({ no }) => no))
          plan.forEach(([answer], index) => assert.equal(left.has(index), answer !== 'done'))
          for (const one of results) assert.equal(ItemResult.safeParse(one).success, true)
        },
      ),
    )
  })

  test('each round sends something or ends, and no item overtakes another on its entry', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(30), { nil: null }), { maxLength: 60 }), (follows) => {
        let queue = follows.map((after, index) =>
          queued(index, { after: after !== null && after < index ? id(after) : null }),
        )
        const sent: string[] = []
        for (let round = 0; queue.length > 0; round++) {
          assert.ok(round <= follows.length)
          const batch = nextBatch(queue, new Set())
          assert.ok(batch.length > 0)
          for (const item of batch) {
            assert.ok(item.after === null || sent.includes(item.after))
            sent.push(item.clientKey)
          }
          queue = afterResults(
            queue,
            batch.map(({ no }) => done(no)),
          )
        }
        assert.equal(new Set(sent).size, follows.length)
      }),
    )
  })
})

describe('what a phone carries', () => {
  const place = (n: number, name: string) => ({
    id: id(n),
    name,
    kind: 'building',
    divisionCode: '990001001001',
    address: '',
    point: null,
  })
  const put = (n: number, name: string) => ({
    key: carriedKey('place', place(n, name)),
    value: place(n, name),
  })
  const snapshot = (change: Partial<Snapshot>): Snapshot => ({
    cursor: '1',
    full: false,
    at: '2026-03-02T01:00:00Z',
    put: [],
    gone: [],
    tasks: [],
    cut: [],
    ...change,
  })

  test('is what was given, without what is gone, and the same answer twice changes nothing', () => {
    const step = fc.record({
      full: fc.boolean(),
      put: fc.array(fc.tuple(fc.nat(12), fc.string()), { maxLength: 6 }),
      gone: fc.array(fc.nat(12), { maxLength: 6 }),
    })
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let carrying = nothingCarried
        const expected = new Map<string, string>()
        for (const { full, put: given, gone } of steps) {
          const given1 = new Map(given)
          const answer = snapshot({
            full,
            put: [...given1].map(([n, name]) => put(n, name)),
            gone: gone.map((n) => `place/${id(n)}`),
          })
          carrying = take(take(carrying, answer), answer)
          if (full) expected.clear()
          for (const n of gone) expected.delete(id(n))
          for (const [n, name] of given1) expected.set(id(n), name)
        }
        const held = new Map(allOf(carrying, 'place').map(({ id: key, name }) => [key, name]))
        assert.deepEqual(held, expected)
      }),
    )
  })
})

describe('an item of a phone', () => {
  const act = { kind: 'act', entryId: null, after: null, action: 'comment', expectedSeq: 3 }
  const item = {
    format: 'yiwang-offline-1',
    clientKey: id(1),
    deviceId: id(2),
    leaseId: id(3),
    no: 1,
    effectiveAt: '2026-03-02T01:00:00Z',
    input: {},
    photos: [],
  }
  test('says on what it acts, and in which state that was seen', () => {
    assert.equal(OfflineItem.safeParse({ ...item, what: act }).success, false)
    assert.equal(OfflineItem.safeParse({ ...item, what: { ...act, entryId: id(4) } }).success, true)
    assert.equal(
      OfflineItem.safeParse({ ...item, what: { ...act, entryId: id(4), expectedSeq: null } }).success,
      false,
    )
    assert.equal(OfflineItem.safeParse({ ...item, what: { ...act, after: id(5) } }).success, true)
  })
})
