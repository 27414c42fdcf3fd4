import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { likeness, type ProjectCard } from './alike.ts'

const card = (more: Partial<ProjectCard>): ProjectCard => ({
  name: '青禾智能装备产业园项目',
  enterprises: '青禾公司',
  divisionCode: '211302100',
  park: '装备园',
  investmentFen: 860_000_000_00,
  ...more,
})

describe('projects that look like one', () => {
  test('the same name but for spaces, brackets and the word project says so', () => {
    const found = likeness(card({ name: '青禾 智能装备（产业园）' }), card({}))
    assert.ok(found)
    assert.ok(found.reasons.includes('same_name') && found.reasons.includes('same_amount'))
    assert.ok(!found.reasons.includes('other_phase'))
  })

  test('a second phase is proposed with the hint that it is another phase', () => {
    const found = likeness(card({ name: '青禾智能装备产业园二期项目', investmentFen: null }), card({}))
    assert.ok(found?.reasons.includes('other_phase'))
    const third = likeness(card({ name: '青禾智能装备产业园三期' }), card({ name: '青禾智能装备产业园二期' }))
    assert.ok(third?.reasons.includes('other_phase'))
  })

  test('the same park, township and amount alone propose nothing', () => {
    assert.equal(likeness(card({ name: '云帆冷链仓储中心', enterprises: '云帆公司' }), card({})), null)
  })

  test('a firm’s other project in the same place with another name is a question, with its reasons', () => {
    const found = likeness(card({ name: '电机壳体铸造线', investmentFen: null }), card({}))
    assert.deepEqual(found?.reasons, ['same_firm', 'same_park', 'same_township'])
    assert.equal(
      likeness(
        card({ name: '电机壳体铸造线', park: '', divisionCode: '211302', investmentFen: null }),
        card({}),
      ),
      null,
    )
  })

  test('amounts are near within five per cent, and unknown ones compare with nothing', () => {
    const near = likeness(card({ investmentFen: 820_000_000_00 }), card({}))
    assert.ok(near?.reasons.includes('similar_amount'))
    const unknown = likeness(card({ investmentFen: null }), card({ investmentFen: null }))
    assert.ok(unknown && !unknown.reasons.some((reason) => reason.endsWith('amount')))
  })

  test('no name at all proposes nothing by name', () => {
    assert.equal(likeness(card({ name: '', enterprises: '' }), card({ name: '', enterprises: '' })), null)
  })
})
