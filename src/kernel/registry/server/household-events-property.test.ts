import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { openRegistryWorld, type RegistryWorld, registrar } from '../../../../test/world/registry.ts'
import type { HouseholdTimeLine } from '../model/household-event.ts'
import { insertHouseholds } from './households.ts'
import { insertPersons } from './persons.ts'

const village = '211302009004'
const plain = { address: '', sensitivity: 1, source: '', asOf: null, divisionCode: village }
const dayOf = (n: number) => `2024-01-${String(n + 1).padStart(2, '0')}`
const days = 24

/** An accepted event, as this test understands it; it knows persons and where they are, and no stays. */
type Happened = {
  id: string
  on: string
  order: number
  home: string
  comes: { personId: string; home: string; relation: string }[]
  goes: string[]
  absorbs: string | null
}
type Place = { home: string; relation: string }

/** Where everybody is on a day: everything that was so by then, in the order of its days and of its recording. */
function whereabouts(
  start: ReadonlyMap<string, Place>,
  happened: readonly Happened[],
  on: string,
): Map<string, Place> {
  const at = new Map(start)
  const line = happened
    .filter((event) => event.on <= on)
    .toSorted((a, b) => (a.on === b.on ? a.order - b.order : a.on < b.on ? -1 : 1))
  for (const { home, comes, goes, absorbs } of line) {
    for (const personId of goes) at.delete(personId)
    const absorbed = [...at].filter(([, place]) => place.home === absorbs)
    for (const [personId] of absorbed) at.set(personId, { home, relation: 'other_relative' })
    for (const { personId, ...place } of comes) at.set(personId, place)
  }
  return at
}

const command = fc.record({
  kind: fc.constantFrom(
    'birth',
    'death',
    'marriage',
    'move_in',
    'move_in',
    'move_out',
    'split',
    'merge',
    'head',
    'void',
  ),
  day: fc.nat(days - 1),
  home: fc.nat(2),
  other: fc.nat(2),
  person: fc.nat(12),
  heir: fc.boolean(),
})
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never

class Course {
  readonly world: RegistryWorld
  readonly homes: string[]
  readonly people: string[]
  readonly start: Map<string, Place>
  readonly happened: Happened[] = []
  accepted = 0
  late = 0
  refused = 0
  voided = 0

  constructor(world: RegistryWorld, homes: string[], people: string[], start: Map<string, Place>) {
    this.world = world
    this.homes = homes
    this.people = people
    this.start = start
  }

  async run(one: Command): Promise<void> {
    if (one.kind === 'void') return this.void(one)
    const on = dayOf(one.day)
    const at = whereabouts(this.start, this.happened, on)
    const home = this.homes[one.home] as string
    const absorbs = one.kind === 'merge' ? (this.homes[one.other] as string) : null
    const personId = this.people[one.person] as string
    const relations = this.succession(one, at, personId)
    const comes = ['birth', 'marriage', 'move_in'].includes(one.kind)
    const body = {
      kind: one.kind,
      on,
      relations,
      ...(comes ? { members: [{ personId, relation: 'child' }] } : {}),
      ...(one.kind === 'death' || one.kind === 'move_out' ? { personIds: [personId] } : {}),
      ...(one.kind === 'split' ? { members: [{ personId, relation: 'head' }], household: {} } : {}),
      ...(absorbs === null ? {} : { otherId: absorbs }),
    }
    const { status, body: answer } = await this.world.call<HouseholdTimeLine & { code: string }>(
      registrar(),
      'POST',
      `/api/households/${home}/events`,
      body,
    )
    if (status !== 201) {
      assert.ok(status < 500, JSON.stringify(answer))
      this.refused += 1
      return
    }
    this.note(one, answer, { home, absorbs, personId, relations, at })
  }

  note(
    one: Command,
    answer: HouseholdTimeLine,
    {
      home,
      absorbs,
      personId,
      relations,
      at,
    }: Pick<Happened, 'home' | 'absorbs'> & {
      personId: string
      relations: { personId: string; relation: string }[]
      at: Map<string, Place>
    },
  ): void {
    const on = dayOf(one.day)
    const known = new Set(this.happened.map(({ id }) => id))
    const made = answer.events.filter(
      (event) =>
        event.voided === null && event.on === on && event.kind === one.kind && !known.has(event.id ?? ''),
    )
    assert.equal(made.length, 1)
    const [event] = made
    const there =
      one.kind === 'split' ? (event?.others.find(({ id }) => !this.homes.includes(id))?.id ?? '') : home
    const goes = ['death', 'move_out', 'split', 'marriage', 'move_in'].includes(one.kind) ? [personId] : []
    const comes = ['birth', 'marriage', 'move_in', 'split'].includes(one.kind)
      ? [{ personId, home: there, relation: one.kind === 'split' ? 'head' : 'child' }]
      : []
    const others = relations.map((change) => ({ ...change, home: at.get(change.personId)?.home ?? '' }))
    if (this.happened.some((earlier) => earlier.on > on)) this.late += 1
    this.happened.push({
      id: event?.id ?? '',
      on,
      order: this.accepted,
      home,
      comes: [...comes, ...others],
      goes,
      absorbs,
    })
    if (one.kind === 'split') this.homes.push(there)
    this.accepted += 1
  }

  /** Where a head goes, mostly somebody else is named; a change of head swaps two. */
  succession({ kind, heir, home }: Command, at: Map<string, Place>, personId: string) {
    const place = at.get(personId)
    const of = kind === 'head' ? this.homes[home] : place?.home
    const others = [...at].filter(([id, { home: lives }]) => lives === of && id !== personId)
    if (kind === 'head')
      return others.map(([id, { relation }], index) => ({
        personId: id,
        relation: index === 0 ? 'head' : relation === 'head' ? 'child' : relation,
      }))
    if (kind === 'birth' || kind === 'merge' || place?.relation !== 'head' || !heir || others.length === 0)
      return []
    return [{ personId: others[0]?.[0] ?? '', relation: 'head' }]
  }

  async void({ person }: Command): Promise<void> {
    const event = this.happened[person % Math.max(1, this.happened.length)]
    if (!event) return
    const url = `/api/households/${event.home}/events/${event.id}/voiding`
    const { status, body } = await this.world.call(registrar(), 'PUT', url, { reason: 'a mistake' })
    assert.ok(status < 500, JSON.stringify(body))
    if (status !== 200) return
    this.happened.splice(this.happened.indexOf(event), 1)
    this.voided += 1
  }

  /** The register on each day against where this test reckons everybody to be. */
  async check(): Promise<void> {
    const { rows } = await sql<{
      personId: string
      home: string
      relation: string
      from: string
      to: string | null
    }>`
      select person_id as "personId", household_id as home, relation, from_date as "from", to_date as "to"
      from household_member where person_id = any(${this.people}::uuid[])`.execute(this.world.handle.db)
    for (let day = 0; day < days; day += 1) {
      const on = dayOf(day)
      const there = rows.filter(({ from, to }) => from <= on && (to === null || to > on))
      assert.equal(
        new Set(there.map(({ personId }) => personId)).size,
        there.length,
        `somebody is in two places on ${on}`,
      )
      const is = there.map(({ personId, home, relation }) => `${personId} ${home} ${relation}`).sort()
      const expected = [...whereabouts(this.start, this.happened, on)]
        .map(([personId, { home, relation }]) => `${personId} ${home} ${relation}`)
        .sort()
      assert.deepEqual(is, expected, `on ${on}`)
    }
  }
}

async function begin(world: RegistryWorld): Promise<Course> {
  const now = world.deps.now()
  const people = await insertPersons(
    world.deps.db,
    world.deps.keys,
    Array.from({ length: 13 }, (_, n) => ({ ...plain, name: `测试·${n}` })),
    now,
  )
  const composed = [0, 1, 2].map((n) =>
    people.slice(n * 3, n * 3 + 3).map((personId, index) => ({
      personId,
      relation: index === 0 ? ('head' as const) : ('child' as const),
    })),
  )
  const homes = await insertHouseholds(
    world.deps.db,
    composed.map((members) => ({ ...plain, from: '2020-01-01', members })),
    now,
  )
  const start = new Map(
    composed.flatMap((members, n) =>
      members.map(
        ({ personId, relation }) =>
          [personId, { home: homes[n] as string, relation: relation as string }] as const,
      ),
    ),
  )
  return new Course(world, homes, people, start)
}

test('whatever is recorded, late or taken back, the composition on every day is the fold of the events', async () => {
  const world = await openRegistryWorld()
  const seen = { accepted: 0, refused: 0, late: 0, voided: 0 }
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 20 }), async (commands) => {
        const course = await begin(world)
        for (const one of commands) {
          await course.run(one)
          await course.check()
        }
        for (const name of ['accepted', 'refused', 'late', 'voided'] as const) seen[name] += course[name]
      }),
      { numRuns: 15, endOnFailure: true },
    )
    assert.ok(
      seen.accepted > 40 && seen.refused > 10 && seen.late > 10 && seen.voided > 2,
      JSON.stringify(seen),
    )
  } finally {
    await world.close()
  }
})
