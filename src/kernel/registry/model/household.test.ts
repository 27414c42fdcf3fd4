import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CompositionUpdate, type Relation } from './household.ts'

const [a, b] = ['0198a6a0-0000-7000-8000-000000000001', '0198a6a0-0000-7000-8000-000000000002']

function faults(members: { personId: string; relation: Relation }[]): string[] {
  const result = CompositionUpdate.safeParse({ from: '2026-01-01', expectedVersion: 1, members })
  return (result.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`)
}

test('a household has one head, unless it is empty', () => {
  assert.deepEqual(faults([]), [])
  assert.deepEqual(faults([{ personId: a, relation: 'head' }]), [])
  assert.deepEqual(faults([{ personId: a, relation: 'spouse' }]), ['members registry.one_head'])
  assert.deepEqual(
    faults([
      { personId: a, relation: 'head' },
      { personId: b, relation: 'head' },
    ]),
    ['members registry.one_head'],
  )
})

test('nobody stands in a household twice', () => {
  assert.deepEqual(
    faults([
      { personId: a, relation: 'head' },
      { personId: a, relation: 'spouse' },
    ]),
    ['members.1.personId registry.member_twice'],
  )
})
