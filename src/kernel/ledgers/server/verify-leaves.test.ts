import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Leaf, packLeaves } from './checkpoint-record.ts'
import { LeafSorter } from './verify-leaves.ts'

const uuid = fc.uuid()
const leaf: fc.Arbitrary<Leaf> = fc.record({
  entryId: fc.oneof(
    uuid,
    fc.constantFrom('00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
  ),
  seq: fc.integer({ min: 1, max: 5 }),
  hash: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
})

test('leaves come out by entry, seq and checkpoint, however little fits into memory', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(leaf, { maxLength: 20 }), { maxLength: 10 }),
      fc.integer({ min: 1, max: 30 }),
      (checkpoints, recordsMax) => {
        const sorter = new LeafSorter(recordsMax)
        try {
          checkpoints.forEach((leaves, index) => sorter.add(packLeaves(leaves), index + 1))
          sorter.finish()
          const out: string[] = []
          for (let id = sorter.peekId(); id !== undefined; id = sorter.peekId()) {
            const before = out.length
            for (const { seq, checkpoint, hash } of sorter.takeEntry(id))
              out.push(`${id} ${seq} ${String(checkpoint).padStart(2)} ${hash.toString('hex')}`)
            assert.ok(out.length > before)
          }
          const expected = checkpoints
            .flatMap((leaves, index) => leaves.map((one) => ({ ...one, checkpoint: index + 1 })))
            .map(
              (one) =>
                `${one.entryId} ${one.seq} ${String(one.checkpoint).padStart(2)} ${one.hash.toString('hex')}`,
            )
          assert.deepEqual(out.toSorted(), expected.toSorted())
          const keys = out.map((line) => line.slice(0, 41))
          assert.deepEqual(keys, keys.toSorted())
        } finally {
          sorter.close()
        }
      },
    ),
  )
})
