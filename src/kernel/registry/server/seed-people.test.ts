import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openRegistryWorld, registrar } from '../../../../test/world/registry.ts'
import type { DuplicatePage } from '../model/duplicates/answers.ts'
import { sweepDuplicates } from './duplicates/sweep.ts'
import { seedInventedPeople } from './seed-people.ts'

test('among the invented people a few are registered twice, and are found', async () => {
  const world = await openRegistryWorld()
  try {
    const villages = ['211302009001', '211302009004']
    const { persons } = await seedInventedPeople(world.deps, villages)
    assert.ok(persons > 60)
    while ((await sweepDuplicates(world.deps)) > 0);
    const merger = registrar({ rights: ['registry.read', 'registry.merge'] })
    const pairs = async (query: string) =>
      (await world.call<DuplicatePage>(merger, 'GET', `/api/duplicates?${query}`)).body
    const found = [await pairs('kind=person&band=sure'), await pairs('kind=person&band=likely')]
    const twins = found.flatMap(({ rows }) => rows).filter(({ left, right }) => left.label === right.label)
    assert.ok(twins.length >= 5, `${twins.length} pairs of persons`)
    assert.ok((await pairs('kind=household')).total >= 2, 'and of households')
  } finally {
    await world.close()
  }
})
