import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Catalogue, Category } from '../../../model/incidents/catalogue.ts'
import {
  isFreeCode,
  nextAreaNumber,
  nextNumber,
  renumbered,
  withArea,
  withCategory,
  withRule,
  withRuleMoved,
} from './catalogue-draft.ts'

const limit = { unit: 'hours', count: 2 } as const
const category = (code: string, number: string): Category => ({
  code,
  number,
  name: { 'zh-CN': code, en: code },
  closing: { 'zh-CN': code, en: code },
  limits: { ordinary: limit, urgent: limit },
  urgency: 'ordinary',
  active: true,
})
const catalogue: Catalogue = {
  title: { 'zh-CN': '目录', en: 'Catalogue' },
  sign: { ordinary: limit, urgent: limit },
  reopenDays: 30,
  areas: [
    {
      code: 'roads',
      kind: 'city_asset',
      number: '02',
      name: { 'zh-CN': '路', en: 'Roads' },
      categories: [category('hole', '0207')],
    },
  ],
  rules: [{ areas: ['roads'], responsible: { body: 'transport' } }, { responsible: { level: 'township' } }],
}

test('a category gets the next number of its area, and an area that is renumbered takes its categories along', () => {
  const [area] = catalogue.areas
  assert.ok(area)
  assert.deepEqual([nextNumber(area), nextAreaNumber(catalogue)], ['0208', '03'])
  const added = withCategory(catalogue, 0, category('kerb', nextNumber(area)), null)
  assert.deepEqual(
    added.areas[0]?.categories.map(({ number }) => number),
    ['0207', '0208'],
  )
  assert.deepEqual(
    renumbered(area, '11').categories.map(({ number }) => number),
    ['1107'],
  )
})

test('areas and categories stand in the order of their numbers, wherever they were added', () => {
  const [area] = catalogue.areas
  assert.ok(area)
  const added = withCategory(catalogue, 0, category('kerb', '0203'), null)
  const numbers = (of: Catalogue) => of.areas.map((one) => one.categories.map(({ number }) => number))
  assert.deepEqual(numbers(added), [['0203', '0207']])
  const moved = withCategory(added, 0, category('kerb', '0209'), 0)
  assert.deepEqual(numbers(moved), [['0207', '0209']])
  const more = withArea(moved, { ...renumbered(area, '01'), code: 'squares' }, null)
  assert.deepEqual(
    more.areas.map(({ number }) => number),
    ['01', '02'],
  )
})

test('a new rule stands before the one that fits everything, and rules change places', () => {
  const rule = { categories: ['hole'], responsible: { level: 'village' } } as const
  const added = withRule(catalogue, { ...rule, categories: [...rule.categories] }, null)
  assert.deepEqual(
    added.rules.map(({ responsible }) => responsible),
    [{ body: 'transport' }, { level: 'village' }, { level: 'township' }],
  )
  assert.deepEqual(withRuleMoved(added, 1, -1).rules.map(({ responsible }) => responsible)[0], {
    level: 'village',
  })
})

test('a code is free where it is well formed and neither an area’s nor a category’s', () => {
  for (const [code, free] of [
    ['kerb', true],
    ['hole', false],
    ['roads', false],
    ['Kerb', false],
    ['', false],
  ] as const)
    assert.equal(isFreeCode(catalogue, code), free, code)
})
