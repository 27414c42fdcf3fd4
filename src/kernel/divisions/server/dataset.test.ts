import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildDivisionTree, type DivisionDataset, kindOfCode, polygonsOf } from '#kernel/divisions/model'
import { readDivisionDataset } from './dataset.ts'

const dataset = readDivisionDataset(['211302', '211303'])
const tree = buildDivisionTree(dataset.divisions)

function count(under: string, kind: string): number {
  return dataset.divisions.filter((item) => item.code.startsWith(under) && item.kind === kind).length
}

test('the real districts are whole', () => {
  assert.equal(tree.select({ under: '211302', level: 'township' }).length, 13)
  assert.deepEqual([count('211302', 'village'), count('211302', 'community')], [49, 57])
  assert.equal(tree.select({ under: '211303', level: 'township' }).length, 9)
  assert.equal(tree.select({ under: '211303', level: 'village' }).length, 90)
  assert.equal(dataset.asOf, '2023-06-30')
})

test('names come in full, as people say them, romanised and in English', () => {
  const names = ['211302', '211302009', '211302009004', '211302205201', '211303101200', '211303103200'].map(
    (code) => {
      const { name, shortName, nameEn, pinyin, pinyinInitials } = tree.get(code)
      return [name, shortName, nameEn, pinyin, pinyinInitials].join(' ')
    },
  )
  assert.deepEqual(names, [
    '双塔区 双塔区 Shuangta District shuangtaqu stq',
    '红旗街道 红旗街道 Hongqi Subdistrict hongqijiedao hqjd',
    '蓬莱社区 蓬莱社区 Penglai Community penglaishequ plsq',
    '海里营子村委会 海里营子村 Hailiyingzi Village hailiyingzicun hlyzc',
    '水泉村民委员会 水泉村 Shuiquan Village shuiquancun sqc',
    '召都巴村村民委员会 召都巴村 Zhaoduba Village zhaodubacun zdbc',
  ])
})

test('kinds by the digits agree with the names', () => {
  const suffix = {
    subdistrict: '街道',
    town: '镇',
    rural_township: '乡',
    community: '社区',
    village: '村',
    district: '区',
  }
  for (const { code, kind, shortName } of dataset.divisions) {
    assert.equal(kind, kindOfCode(code))
    assert.ok(shortName.endsWith(suffix[kind as keyof typeof suffix]), `${code} ${shortName}`)
  }
})

test('every division has a shape that is marked schematic, with a label inside', () => {
  assert.deepEqual(
    new Set(dataset.shapes.map(({ code }) => code)),
    new Set(dataset.divisions.map(({ code }) => code)),
  )
  for (const { code, schematic, label, area } of dataset.shapes) {
    assert.ok(schematic, code)
    assert.ok(label && isInside(label, ringOf(area)), code)
    assert.equal(polygonsOf(area).length, 1, code)
    assert.equal(polygonsOf(area)[0]?.length, 1, `${code} has a hole`)
  }
})

type Area = DivisionDataset['shapes'][number]['area']

function ringOf(area: Area): [number, number][] {
  return polygonsOf(area)[0]?.[0] ?? []
}

function isInside([x, y]: [number, number], ring: [number, number][]): boolean {
  let inside = false
  ring.forEach(([ax, ay], index) => {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [0, 0]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  })
  return inside
}

/** The directed steps of all rings without those that another ring walks the other way: the common outline. */
function outline(areas: readonly Area[]): Set<string> {
  const steps = new Set<string>()
  for (const area of areas) {
    const ring = ringOf(area)
    ring.slice(1).forEach((to, index) => {
      const from = ring[index] ?? to
      if (!steps.delete(`${to}>${from}`)) {
        assert.ok(!steps.has(`${from}>${to}`), 'two shapes lie on the same side of a border')
        steps.add(`${from}>${to}`)
      }
    })
  }
  return steps
}

test('villages tile their township and townships their district, point for point', () => {
  const areas = new Map(dataset.shapes.map(({ code, area }) => [code, area]))
  for (const parent of tree.select({}).filter(({ level }) => level !== 'village')) {
    const children = tree.children(parent.code).map(({ code }) => areas.get(code) as Area)
    assert.deepEqual(outline(children), outline([areas.get(parent.code) as Area]), parent.code)
  }
})

test('the two districts lie side by side and share a border', () => {
  const steps = ['211302', '211303'].map((code) =>
    outline(dataset.shapes.filter((shape) => shape.code === code).map(({ area }) => area)),
  )
  const shared = [...(steps[0] ?? [])].filter((step) => steps[1]?.has(step.split('>').reverse().join('>')))
  assert.ok(shared.length > 50)
  const labels = ['211302', '211303'].map(
    (code) => dataset.shapes.find((shape) => shape.code === code)?.label?.[0],
  )
  assert.ok((labels[0] ?? 0) > (labels[1] ?? 0), 'the first lies east of the second')
})

test('343 anti-poverty cells lie over the 49 villages, seven in each', () => {
  const cells = dataset.cells.filter(({ layer }) => layer === 'anti_poverty')
  assert.equal(cells.length, 343)
  const perVillage = Map.groupBy(cells, ({ villages }) => villages.map(({ code }) => code).join())
  assert.equal(perVillage.size, 49)
  for (const [code, own] of perVillage) {
    assert.equal(tree.get(code).kind, 'village')
    assert.equal(own.length, 7, code)
    assert.deepEqual(outline(own.map(({ shape }) => shape?.area as Area)), outlineOf(code), code)
  }
  const townships = new Set([...perVillage.keys()].map((code) => code.slice(0, 9)))
  assert.equal(townships.size, 9)
})

function outlineOf(code: string): Set<string> {
  return outline(dataset.shapes.filter((shape) => shape.code === code).map(({ area }) => area))
}

test('every village and community is tiled by community cells of its own, Penglai by eight', () => {
  const cells = dataset.cells.filter(({ layer }) => layer === 'community')
  const perVillage = Map.groupBy(cells, ({ villages }) => villages.map(({ code }) => code).join())
  const places = tree.all.filter(({ code, level }) => level === 'village' && code.startsWith('211302'))
  assert.deepEqual([...perVillage.keys()].sort(), places.map(({ code }) => code).sort())
  for (const [code, own] of perVillage) {
    const expected = code === '211302009004' ? 8 : tree.get(code).kind === 'community' ? 3 : 2
    assert.equal(own.length, expected, code)
    assert.deepEqual(outline(own.map(({ shape }) => shape?.area as Area)), outlineOf(code), code)
    assert.ok(own.every(({ code: cell, name }) => cell.startsWith(code) && name['zh-CN'].endsWith('(示意)')))
  }
})

test('101 forest-fire cells lie over the four townships and may reach into several villages', () => {
  const cells = dataset.cells.filter(({ layer }) => layer === 'forest_fire')
  assert.equal(cells.length, 101)
  const townships = new Set(cells.flatMap(({ villages }) => villages.map(({ code }) => code.slice(0, 9))))
  assert.deepEqual([...townships].sort(), ['211302100', '211302101', '211302102', '211302205'])
  assert.ok(cells.some(({ villages }) => villages.length > 1))
  for (const { code, villages } of cells) {
    assert.ok(Math.abs(villages.reduce((sum, { share }) => sum + share, 0) - 1) < 0.001, code)
  }
})
