import type { Keys } from '#kernel/crypto/server'
import { newId, type Tx } from '#kernel/db/server'
import { householdRow } from './households.ts'
import type { Invented } from './invent.ts'
import { copyMembers, memberLine } from './membership-store.ts'
import { personRow } from './persons.ts'
import { copyRecords, recordLine } from './record-store.ts'

/** Adds invented households with their members by COPY, as an import does, without a change log of each. */
export async function copyPeople(
  tx: Tx,
  keys: Keys,
  { persons, households }: Invented,
  now: Date,
): Promise<void> {
  const record = (id = newId(now)) => ({ id, version: 1 as const, created_at: now, updated_at: now })
  const bytes = (lines: readonly string[]) => [new TextEncoder().encode(lines.join(''))]
  const homes = households.map((home) => ({ home, row: householdRow(record(home.id), home) }))
  const people = persons.map(({ id, ...person }) => recordLine('person', personRow(keys, record(id), person)))
  const stays = homes.flatMap(({ home, row }) =>
    (home.members ?? []).map((member) =>
      memberLine({ ...member, householdId: row.id, from: home.from, to: null }),
    ),
  )
  await copyRecords(tx, 'person', bytes(people))
  await copyRecords(tx, 'household', bytes(homes.map(({ row }) => recordLine('household', row))))
  await copyMembers(tx, bytes(stays))
}
