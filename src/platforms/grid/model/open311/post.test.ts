import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PostedRequest, readPost, wordsOf } from './post.ts'
import { publicText } from './public-text.ts'
import type { Service } from './service.ts'

const attribute = { variable: true, required: false, datatype_description: null }
const service: Service = {
  service_code: 'manhole_cover',
  service_name: '井盖',
  description: '',
  keywords: '',
  group: '公用设施',
  notice: null,
  attributes: [
    {
      ...attribute,
      code: 'DANGER',
      datatype: 'singlevaluelist',
      order: 1,
      description: '危险程度',
      required: true,
      values: [
        { key: 'open', name: '敞口' },
        { key: 'loose', name: '松动' },
      ],
    },
    { ...attribute, code: 'SINCE', datatype: 'datetime', order: 2, description: '发现时间' },
    {
      ...attribute,
      code: 'WHOSE',
      datatype: 'multivaluelist',
      order: 3,
      description: '字样',
      values: [
        { key: 'w', name: '雨' },
        { key: 's', name: '污' },
      ],
    },
    { ...attribute, code: 'COUNT', datatype: 'number', order: 4, description: '数量' },
    { ...attribute, code: 'NOTE', datatype: 'string', order: 5, description: '说明', variable: false },
  ],
}

const good = 'lat=41.57&long=120.45&attribute[DANGER]=open'
const read = (body: string) => readPost(new URLSearchParams(body), service)
const codes = (body: string) => {
  const faults = read(body)
  assert.ok(Array.isArray(faults), body)
  return faults.map(({ path, code }) => `${path} ${code.replace('open311.', '')}`)
}

test('a report is read with its answers, also several to one question', () => {
  const posted = read(
    `${good}&attribute[WHOSE][]=w&attribute[WHOSE][]=s&attribute[COUNT]=2&attribute[SINCE]=2026-11-20T08:00:00%2B08:00` +
      '&description=a%0Ab&first_name=三&last_name=张&phone=13800000000&email=a@b.cn&media_url=https%3A%2F%2Fx.cn%2F1.jpg',
  ) as PostedRequest
  assert.deepEqual(posted.spot, { lat: 41.57, lng: 120.45 })
  assert.equal(posted.name, '张三')
  assert.equal(posted.contact, '13800000000 a@b.cn')
  assert.equal(
    wordsOf(posted),
    'a\nb\n危险程度：敞口\n发现时间：2026-11-20T08:00:00+08:00\n字样：雨；污\n数量：2\nhttps://x.cn/1.jpg',
  )
  assert.equal(wordsOf(read(good) as PostedRequest).split('\n')[0], '井盖')
})

test('a place is a point, words or an address of the register; half a point is none', () => {
  assert.deepEqual(codes('attribute[DANGER]=open'), ['lat no_location'])
  assert.deepEqual(codes('lat=41&attribute[DANGER]=open'), ['long lat_and_long'])
  assert.deepEqual(codes('lat=north&long=200&attribute[DANGER]=open'), [
    'lat bad_parameter',
    'long bad_parameter',
  ])
  for (const place of ['address_string=x', 'address_id=211302009004'])
    assert.ok(!Array.isArray(read(`${place}&attribute[DANGER]=open`)))
})

test('every fault is told at once, and what was not asked is passed over', () => {
  assert.deepEqual(
    codes(`description=${'x'.repeat(4001)}&lat=1&long=2&media_url=javascript:x&attribute[COUNT]=two`),
    [
      'description too_long',
      'media_url bad_parameter',
      'attribute[DANGER] attribute_required',
      'attribute[COUNT] bad_parameter',
    ],
  )
  assert.deepEqual(codes('lat=1&long=2&attribute[DANGER]=shut'), ['attribute[DANGER] bad_parameter'])
  assert.deepEqual(codes('lat=1&long=2&attribute[DANGER][]=open&attribute[DANGER][]=loose'), [
    'attribute[DANGER] bad_parameter',
  ])
  assert.ok(!Array.isArray(read(`${good}&attribute[OTHER]=1&device_id=1&NOTE=1`)))
})

test('what everybody may read has no numbers of persons and no markup', () => {
  assert.equal(publicText('电话13812345678，', 100), '电话***，')
  assert.equal(publicText('138-1234-5678 或 0421 2801234', 100), '*** 或 ***')
  assert.equal(publicText('证211302199001011230x止', 100), '证***止')
  // Digits with gaps as far as a text goes: each is looked at once, and all of them go.
  assert.equal(publicText(`号${'1-'.repeat(2000)}。`, 5000), '号***-。')
  assert.equal(publicText('3号楼2单元501室，约12.5米', 100), '3号楼2单元501室，约12.5米')
  assert.equal(publicText('<b>坏了</b>\u0007', 100), '坏了')
  assert.equal(publicText('长'.repeat(20), 5), '长长长长…')
})
