import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openRegistryWorld, type RegistryWorld } from '../../../../../test/world/registry.ts'
import { nameKeys } from '../name-keys.ts'
import { insertPersons } from '../persons.ts'
import { findCandidates, type Wanted, wantedOf } from './match-store.ts'

const names = ['杨立春', '杨利春', '杨谷雨', '白谷雨']
const days = ['1985-02-04', '1990-06-21', null]
const divisions = ['211302009001', '211302101200']
const addresses = ['示例路1号', '示例路2号', '']

type Facts = { name: string; birthDate: string | null; divisionCode: string; address: string }

const everyKind: Facts[] = names.flatMap((name) =>
  days.flatMap((birthDate) =>
    divisions.flatMap((divisionCode) =>
      addresses.map((address) => ({ name, birthDate, divisionCode, address })),
    ),
  ),
)

/** The rule in words: two of day of birth, village and reading; or, where a day is not known, one home and surname. */
function shareKey(a: Facts, b: Facts): boolean {
  const born = a.birthDate !== null && a.birthDate === b.birthDate
  const near = a.divisionCode === b.divisionCode
  const sounds = nameKeys(a.name).pinyin === nameKeys(b.name).pinyin
  if ([born, near, sounds].filter(Boolean).length > 1) return true
  const home = near && a.address !== '' && a.address === b.address && a.name[0] === b.name[0]
  return home && (a.birthDate === null || b.birthDate === null)
}

describe('who is compared with whom', () => {
  let world: RegistryWorld
  before(async () => {
    world = await openRegistryWorld()
  })
  after(() => world.close())

  test('everybody who shares a key is found, and nobody else', async () => {
    const { db } = world.deps
    const persons = everyKind.map((facts, no) => ({
      ...facts,
      id: `00000000-0000-8000-a000-${String(no).padStart(12, '0')}`,
      sensitivity: 1,
      source: '虚构',
      asOf: '2026-01-01',
    }))
    await insertPersons(db, world.deps.keys, persons, new Date('2026-03-04T00:00:00Z'))
    const wanted = everyKind.map(
      (facts, no): Wanted => ({
        ...facts,
        ref: String(no),
        pinyin: nameKeys(facts.name).pinyin,
        idIndex: null,
        phoneIndex: null,
        number: null,
        point: null,
      }),
    )
    const found = Map.groupBy(await findCandidates(db, 'person', wantedOf(wanted), null), ({ ref }) => ref)
    for (const [no, facts] of everyKind.entries())
      assert.deepEqual(
        new Set(found.get(String(no))?.map(({ id }) => id)),
        new Set(persons.filter((person) => shareKey(facts, person)).map(({ id }) => id)),
        JSON.stringify(facts),
      )
  })
})
