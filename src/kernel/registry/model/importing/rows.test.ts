import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proposeMapping, readDay } from './headings.ts'
import { groupRows, readHousehold } from './rows.ts'

const headings = [
  '序号',
  '村（社区）代码',
  '户编号',
  '姓名',
  '与户主关系',
  '公民身份号码',
  '性别',
  '出生日期',
  '联系电话',
  '家庭住址',
]
const mapping = proposeMapping(headings)
const read = (...rows: string[][]) =>
  groupRows(rows, mapping, 2).map((raw) => readHousehold(raw, mapping, '2026-03-02'))
const codes = (...rows: string[][]) =>
  read(...rows).flatMap(({ faults }) => faults.map(({ row, fault }) => `${row} ${fault.field} ${fault.code}`))
const row = (
  over: Partial<Record<'number' | 'name' | 'relation' | 'id' | 'sex' | 'day' | 'phone', string>> = {},
) => [
  '1',
  '211302009001',
  over.number ?? '0001',
  over.name ?? '赵立春',
  over.relation ?? '户主',
  over.id ?? '',
  over.sex ?? '',
  over.day ?? '',
  over.phone ?? '',
  '示例路1号',
]

test('columns are known by their headings, in either language, whatever stands around the word', () => {
  assert.deepEqual(mapping, {
    divisionCode: 1,
    number: 2,
    name: 3,
    relation: 4,
    idNumber: 5,
    sex: 6,
    birthDate: 7,
    phone: 8,
    address: 9,
  })
  assert.deepEqual(proposeMapping(['Name', 'Household number', 'Relation', 'Village code']), {
    name: 0,
    number: 1,
    relation: 2,
    divisionCode: 3,
  })
  assert.deepEqual(proposeMapping(['', '无关', 'x']), {})
})

test('rows of one number are one household, wherever they stand', () => {
  const [one, two] = read(
    row(),
    row({ number: '0002', name: '钱雨水' }),
    row({ name: '孙惊蛰', relation: '长女' }),
  )
  assert.deepEqual(
    one?.household?.members.map(({ row: at, name, relation }) => [at, name, relation]),
    [
      [2, '赵立春', 'head'],
      [4, '孙惊蛰', 'child'],
    ],
  )
  assert.equal(two?.household?.number, '0002')
  assert.equal(one.household?.address, '示例路1号')
})

test('every fault is found, with its row and column', () => {
  const cases: [Parameters<typeof row>[0], string][] = [
    [{ number: '' }, 'number registry.import.no_number'],
    [{ name: ' ' }, 'name registry.import.no_name'],
    [{ relation: '邻居的猫' }, 'relation registry.import.unknown_relation'],
    [{ relation: '配偶' }, 'relation registry.import.no_head'],
    [{ id: '123' }, 'idNumber error.registry.id_number_form'],
    [{ phone: '12' }, 'phone error.registry.phone_form'],
    [{ sex: '某' }, 'sex registry.import.unknown_sex'],
    [{ day: '1980-02-30' }, 'birthDate registry.import.birth_date_form'],
    [{ day: '2027-01-01' }, 'birthDate error.registry.birth_date_future'],
  ]
  for (const [over, expected] of cases) assert.deepEqual(codes(row(over)), [`2 ${expected}`])
  assert.deepEqual(codes(row(), row({ name: '李清明' })), ['2 relation registry.import.two_heads'])
})

test('days are read as lists write them', () => {
  for (const text of [
    '1980-01-02',
    '1980/1/2',
    '1980.1.2',
    '19800102',
    '1980年1月2日',
    '1980-01-02T00:00:00.000Z',
  ])
    assert.equal(readDay(text), '1980-01-02', text)
  assert.equal(readDay('1980'), undefined)
})
