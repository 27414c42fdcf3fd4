import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chainOf, clustersOf } from './chain.ts'

const cells = (name: string, cluster: string) => ({
  cells: { name, cluster, source: 'a.txt;b.txt', as_of: '2019-06;2022-04' },
})
const clusters = clustersOf([
  cells('甲', '冶金产业集群'),
  cells('乙', '医药产业集群'),
  cells('丙', '电子产业园'),
  cells('丁', ''),
])

test('a chain is what a page calls a cluster; a park is none', () => {
  assert.deepEqual(
    clusters.map(({ name, asOf }) => [name, asOf]),
    [
      ['甲', '2019-06'],
      ['乙', '2019-06'],
    ],
  )
})

test('a project has the chain of its enterprises where they agree, and none where they differ or none is counted', () => {
  const of = (names: string) => chainOf(names, clusters)?.cluster
  assert.equal(of('甲'), '冶金产业集群')
  assert.equal(of('丁、甲'), '冶金产业集群')
  assert.equal(of('甲;乙'), undefined)
  assert.equal(of('丙'), undefined)
  assert.equal(of('甲公司'), undefined)
  assert.equal(of(''), undefined)
})
