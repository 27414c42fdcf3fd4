import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { EntryAnswer, Field } from '#kernel/ledgers/model'
import './messages.ts'
import { onlyRating, withRatingChoices, withRatingNumber } from './rating-choices.ts'

const organisation = (id: number) => ({ id, name: { 'zh-CN': `单位${id}`, en: `Unit ${id}` } })
const rating = (
  seq: number,
  id: number,
  appeal: EntryAnswer['ratings'][number]['appeal'] = 'none',
): EntryAnswer['ratings'][number] => ({ seq, organisation: organisation(id), score: 2, appeal })
const fields: Field[] = [
  { name: 'rating', label: { 'zh-CN': '评价', en: 'Rating' }, kind: 'number', required: true },
  { name: 'reason', label: { 'zh-CN': '理由', en: 'Reason' }, kind: 'text', required: true },
]
const asked = (word: 'appeal' | 'decide_appeal' | 'comment', ...ratings: EntryAnswer['ratings']) => ({
  action: { word },
  entry: { ratings },
  organisationId: 903,
})
const choices = (about: ReturnType<typeof asked>) =>
  withRatingChoices(fields, about).flatMap(({ options = [] }) => options.map(({ value }) => value))

describe('which rating an appeal is about', () => {
  test('is chosen among those of one’s own that nobody appealed against', () => {
    const about = asked('appeal', rating(5, 903), rating(6, 904), rating(7, 903), rating(8, 903, 'pending'))
    assert.deepEqual(choices(about), ['5', '7'])
    assert.deepEqual(onlyRating(about), {})
    const [field] = withRatingChoices(fields, about)
    assert.deepEqual(field?.options?.[0]?.label, {
      'zh-CN': '单位903：2 分（满分 5 分，第 5 步）',
      en: 'Unit 903: 2 of 5 (step 5)',
    })
  })

  test('is chosen already where there is but one, and sent as the number of its step', () => {
    const about = asked('decide_appeal', rating(5, 904, 'pending'), rating(6, 903))
    assert.deepEqual(onlyRating(about), { rating: '5' })
    assert.deepEqual(withRatingNumber(about, { rating: '5', opinion: 'x' }), { rating: 5, opinion: 'x' })
  })

  test('is not asked by other actions, and a field of that name stays as it was declared', () => {
    const about = asked('comment', rating(5, 903))
    assert.deepEqual(withRatingChoices(fields, about), fields)
    assert.deepEqual(withRatingNumber(about, { rating: '5' }), { rating: '5' })
  })
})
