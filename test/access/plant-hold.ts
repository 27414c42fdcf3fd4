import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import { maySeeEntry, maySeeObject } from './oracle.ts'
import type { PlantedWorld } from './planting.ts'
import type { MayKnow } from './secrets.ts'

/** A hold on a person: whoever may see an entry that concerns the person knows of it, though not the reason. */
export async function plantHold(
  at: PlantedWorld,
  object: { division: string; sensitivity: number },
  personId: string,
): Promise<void> {
  const now = at.world.house.clock.now()
  const may: MayKnow = (reader) => maySeeObject(object, reader)
  const concerned: MayKnow = (reader) =>
    object.sensitivity === 1 &&
    at.entries.some((entry) => entry.division === object.division && maySeeEntry(entry, reader))
  const id = at.secrets.id(newId(now), 'a hold', may)
  const document = at.secrets.word('document of a hold', (reader) => may(reader) || concerned(reader))
  const reason = at.secrets.word('reason of a hold', may)
  await sql`insert into hold (id, object_kind, object_id, kind, document, reason, placed_account_id,
      placed_position_id, placed_organisation_id, placed_at)
    values (${id}, 'person', ${personId}, 'dispute', ${document}, ${reason}, 1, 1, 1, ${now})`.execute(
    at.world.house.handle.db,
  )
  at.holds.push({ id, may })
}
