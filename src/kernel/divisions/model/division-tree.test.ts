import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAppError } from '#kernel/errors/model'
import { Division, kindOfCode, levelOf, parentCode } from './division.ts'
import { buildDivisionTree } from './division-tree.ts'

function place(code: string, shortName: string, pinyin: string, rest: Partial<Division> = {}): Division {
  const [level, kind, parent] = [levelOf(code), kindOfCode(code), parentCode(code)]
  const nameEn = pinyin.slice(0, 1).toUpperCase() + pinyin.slice(1)
  const name = shortName
  const pinyinInitials = pinyin[0]
  return Division.parse({
    code,
    level,
    kind,
    parent,
    shortName,
    name,
    nameEn,
    pinyin,
    pinyinInitials,
    ...rest,
  })
}

const tree = buildDivisionTree([
  place('990101001002', '下坡村', 'xiapocun', { name: '下坡村委会' }),
  place('990101001001', '河沿社区', 'heyanshequ'),
  place('990101001', '河沿街道', 'heyanjiedao'),
  place('990101', '临河区', 'linhequ'),
  place('990101100', '山背镇', 'shanbeizhen'),
  place('990101100200', '旧村', 'jiucun', { validTo: '2021-01-01' }),
])

test('children come in the order of their codes', () => {
  assert.deepEqual(
    tree.children('990101').map(({ code }) => code),
    ['990101001', '990101100'],
  )
  assert.deepEqual(
    tree.children('990101001').map(({ code }) => code),
    ['990101001001', '990101001002'],
  )
})

test('ancestors run from the district down, and a path leaves the district out', () => {
  assert.deepEqual(
    tree.ancestors('990101001002').map(({ code }) => code),
    ['990101', '990101001'],
  )
  assert.equal(tree.path('990101001002', 'zh-CN'), '河沿街道下坡村')
  assert.equal(tree.path('990101001002', 'en'), 'Xiapocun, Heyanjiedao')
  assert.equal(tree.path('990101', 'zh-CN'), '临河区')
})

test('a code that nobody has is not found', () => {
  assert.equal(tree.find('990102'), undefined)
  assert.throws(
    () => tree.get('990102'),
    (error) => isAppError(error) && error.code === 'divisions.unknown_code' && error.status === 404,
  )
})

test('a division that no longer exists is found by its code but not listed', () => {
  assert.equal(tree.get('990101100200').shortName, '旧村')
  assert.deepEqual(tree.children('990101100'), [])
  assert.deepEqual(tree.search('旧村'), [])
})

test('search takes names, committee names, pinyin, initials and codes, best first', () => {
  const codes = (text: string) => tree.search(text).map(({ code }) => code)
  assert.deepEqual(codes('河沿'), ['990101001', '990101001001'])
  assert.deepEqual(codes('下坡村委会'), ['990101001002'])
  assert.deepEqual(codes('Shanbei'), ['990101100'])
  assert.deepEqual(codes('x'), ['990101001002'])
  assert.deepEqual(codes('990101001001'), ['990101001001'])
  assert.deepEqual(codes('  '), [])
})

test('a scope contains only codes that exist', () => {
  assert.ok(tree.contains(['990101001'], '990101001002'))
  assert.ok(!tree.contains(['990101001'], '990101001009'))
  assert.ok(!tree.contains(['990101100'], '990101001002'))
})

test('a parent that is missing or a code that stands twice stops the build', () => {
  assert.throws(
    () => buildDivisionTree([place('990101001', '河沿街道', 'heyan')]),
    /parent 990101 is missing/,
  )
  const district = place('990101', '临河区', 'linhequ')
  assert.throws(() => buildDivisionTree([district, district]), /stands twice/)
})
