import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Area } from '../geojson.ts'
import { placeClusters } from './clusters.ts'
import { mapLabel, placeLabels, textWidth } from './labels.ts'
import { type MapItem, placeMarks } from './marks.ts'
import {
  boundsOf,
  fitProjection,
  liesInside,
  neighbourTowards,
  outerRings,
  overlap,
  pathOf,
  scaleBar,
} from './projection.ts'
import { shadeOf } from './shades.ts'

const area: Area = {
  type: 'Polygon',
  coordinates: [
    [
      [120, 41],
      [120.2, 41],
      [120.2, 41.1],
      [120, 41.1],
      [120, 41],
    ],
  ],
}
const box = { left: 10, top: 10, right: 410, bottom: 210 }
const bounds = boundsOf([area]) ?? [0, 0, 0, 0]

test('a projection fits its bounds into the box, north up, with one scale', () => {
  assert.deepEqual(bounds, [120, 41, 120.2, 41.1])
  const projection = fitProjection(bounds, box)
  const [left, bottom] = projection.toScreen([120, 41])
  const [right, top] = projection.toScreen([120.2, 41.1])
  assert.ok(left >= 10 && right <= 410 && Math.abs(top - 10) < 1e-6 && Math.abs(bottom - 210) < 1e-6)
  assert.ok(Math.abs(left + right - 420) < 1e-6, 'in the middle')
  const north = projection.metresPerPx * (bottom - top)
  assert.ok(Math.abs(north - 11_119.5) < 1)
  const east = projection.metresPerPx * (right - left)
  assert.ok(Math.abs(east - 22_239 * Math.cos((41.05 * Math.PI) / 180)) < 1)
  assert.match(pathOf(area, projection), /^M[\d.]+ [\d.]+(L[\d.]+ [\d.]+){3}Z$/)
})

test('nothing has no bounds', () => {
  assert.equal(boundsOf([]), null)
})

test('a scale bar is round and fits', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 10_000, noNaN: true }), (metresPerPx) => {
      const { metres, width } = scaleBar(metresPerPx, 120)
      assert.ok(width <= 120 + 1e-6 && width >= 120 / 2.5 - 1e-6, `${width}`)
      const first = Number(metres.toExponential(6).split('e')[0])
      assert.ok([1, 2, 5].includes(first), `${metres}`)
    }),
  )
  assert.deepEqual(scaleBar(50, 100), { metres: 5000, width: 100 })
})

test('ideographs are a full em wide', () => {
  assert.equal(textWidth('蓬莱社区', 12), 48)
  assert.ok(textWidth('Penglai', 12) < 48)
})

test('a label is the name as people say it, in English without its generic', () => {
  const names = { name: '蓬莱社区', nameEn: 'Penglai Community' }
  const properties = {
    ...names,
    code: '1',
    level: 'village',
    parent: null,
    schematic: true,
    label: [0, 0],
  } as const
  assert.equal(mapLabel({ ...properties, label: [0, 0] }, 'zh-CN'), '蓬莱社区')
  assert.equal(mapLabel({ ...properties, label: [0, 0] }, 'en'), 'Penglai')
})

const wish = fc.record({
  id: fc.uuid(),
  text: fc.constantFrom('蓬莱社区', '海里营子村', 'Penglai'),
  at: fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 })),
  region: fc.constant({ left: -100, top: -100, right: 400, bottom: 400 }),
  priority: fc.integer({ min: 0, max: 5 }),
})

test('labels never overlap, and the most important one is always there', () => {
  fc.assert(
    fc.property(fc.uniqueArray(wish, { maxLength: 40, selector: ({ id }) => id }), (wishes) => {
      const placed = placeLabels(wishes, 12)
      placed.forEach((one, index) => {
        for (const other of placed.slice(index + 1)) assert.ok(!overlap(one.box, other.box))
      })
      const highest = Math.max(...wishes.map(({ priority }) => priority))
      if (wishes.length > 0) {
        assert.ok(placed.some(({ id }) => wishes.some((item) => item.id === id && item.priority === highest)))
      }
    }),
  )
})

test('a label moves away from what stands on it, within its region, and is not lost where all is covered', () => {
  const region = { left: 0, top: 0, right: 200, bottom: 120 }
  const one = { id: 'a', text: '双塔街道', at: [100, 60] as const, region, priority: 1 }
  const mark = { left: 90, right: 110, top: 50, bottom: 70 }
  const [placed] = placeLabels([one], 20, { standing: [mark] })
  assert.ok(placed && !overlap(placed.box, mark))
  const { left, right, top, bottom } = placed.box
  assert.ok(left >= 0 && right <= 200 && top >= 0 && bottom <= 120)
  assert.ok(Math.abs(placed.x - 100) < 60 && Math.abs(placed.y - 60) < 40)
  assert.deepEqual(placeLabels([one], 20, { standing: [region] }), placeLabels([one], 20))
})

test('a label wider than its region is left out', () => {
  const region = { left: 0, top: 0, right: 40, bottom: 40 }
  const at = [20, 20] as const
  assert.deepEqual(placeLabels([{ id: 'a', text: '海里营子村', at, region, priority: 1 }], 12), [])
  assert.equal(placeLabels([{ id: 'a', text: '孟克', at, region, priority: 1 }], 12).length, 1)
})

const projection = fitProjection(bounds, box)
const region = {
  code: '211302009',
  rings: outerRings(area, projection),
  label: projection.toScreen([120.1, 41.05]),
}

function items(count: number, code = '211302009004'): MapItem[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `p${String(index).padStart(3, '0')}`,
    code,
    name: 'n',
    symbol: index % 3 === 0 ? 'triangle' : 'circle',
    colour: 'red',
  }))
}

test('marks lie inside their region, apart, clear of labels, and in the same place every time', () => {
  const label = {
    left: region.label[0] - 30,
    right: region.label[0] + 30,
    top: region.label[1] - 8,
    bottom: region.label[1] + 8,
  }
  const { marks, clusters, unplaced } = placeMarks(items(20), [region], { size: 14, taken: [label] })
  assert.deepEqual([marks.length, clusters.length, unplaced.length], [20, 0, 0])
  marks.forEach(({ x, y }, index) => {
    assert.ok(liesInside([x, y], region.rings, 7))
    const own = { left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 }
    assert.ok(!overlap(own, label))
    for (const other of marks.slice(index + 1)) assert.ok(Math.hypot(other.x - x, other.y - y) >= 14)
  })
  const again = placeMarks(items(20).reverse(), [region], { size: 14, taken: [label] })
  assert.deepEqual(again.marks, marks)
})

test('too many marks become one cluster with a count per symbol', () => {
  const { marks, clusters } = placeMarks(items(90), [region], { size: 14 })
  assert.equal(marks.length, 0)
  assert.deepEqual(
    clusters.map(({ region, groups }) => [
      region.code,
      groups.map((group) => [group.symbol, group.items.length]),
    ]),
    [
      [
        '211302009',
        [
          ['circle', 60],
          ['triangle', 30],
        ],
      ],
    ],
  )
})

test('a cluster stands clear of its label, in as few rows as its region allows, or shows the total alone', () => {
  const [wish] = placeMarks(items(90), [region], { size: 14 }).clusters
  const sizes = { markSize: 14, textSize: 12 }
  const [x, y] = region.label
  const label = { left: x - 24, right: x + 24, top: y - 8, bottom: y + 8 }
  const labels = new Map([[region.code, label]])
  const [wide] = placeClusters(wish ? [wish] : [], sizes, labels, [label])
  assert.equal(wide?.counts.length, 2)
  assert.equal(wide?.counts[0]?.y, wide?.counts[1]?.y)
  assert.ok(wide && !overlap(wide.box, label))
  const narrow = (width: number) => {
    const corner = (dx: number, dy: number) => [x + dx * width, y + dy * 40] as const
    const rings = [[corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)]]
    return placeClusters(wish ? [{ ...wish, region: { ...region, rings } }] : [], sizes, new Map(), [])[0]
  }
  const stacked = narrow(30)
  assert.ok(stacked && (stacked.counts[0]?.y ?? 0) < (stacked.counts[1]?.y ?? 0))
  assert.deepEqual(narrow(6)?.counts, [])
})

test('clusters stand clear of one another', () => {
  const wishes = placeMarks(items(90), [region], { size: 14 }).clusters
  const [one, other] = placeClusters([...wishes, ...wishes], { markSize: 14, textSize: 12 }, new Map(), [])
  assert.ok(one && other && !overlap(one.box, other.box))
})

test('what is known only of a wider place is not put on a guessed spot', () => {
  const { marks, unplaced } = placeMarks([...items(1, '211302'), ...items(1)], [region], { size: 14 })
  assert.deepEqual([marks.length, unplaced.length], [1, 1])
})

test('arrow keys go to the nearest region that way', () => {
  const points = [
    [0, 0],
    [10, 1],
    [50, 0],
    [0, 10],
  ] as const
  assert.equal(neighbourTowards([0, 0], 'right', points), 1)
  assert.equal(neighbourTowards([10, 1], 'right', points), 2)
  assert.equal(neighbourTowards([0, 0], 'down', points), 3)
  assert.equal(neighbourTowards([0, 0], 'up', points), undefined)
})

test('shades start at nothing and end at the largest', () => {
  assert.deepEqual(
    [undefined, 0, 1, 25, 26, 100].map((value) => shadeOf(value, 100)),
    [0, 0, 1, 1, 2, 4],
  )
})
