import { sql } from 'kysely'
import type { Tx } from '#kernel/db/server'
import type { Area } from '../model/geojson.ts'

export type Fault = { index: number; reason: string; longitude: number; latitude: number }
export type PastImport = { requestHash: Buffer; answer: unknown }

/** The shapes that PostGIS finds invalid, each with why and where. */
export async function findInvalid(tx: Tx, areas: readonly Area[]): Promise<Fault[]> {
  const { rows } = await sql<Fault>`
    with shape as (
      select number::int - 1 as index, st_isvaliddetail(st_setsrid(st_geomfromgeojson(area), 4490)) as detail
      from jsonb_array_elements(${JSON.stringify(areas)}::jsonb) with ordinality as item (area, number))
    select index, (detail).reason as reason,
      st_x((detail).location) as longitude, st_y((detail).location) as latitude
    from shape where not (detail).valid order by index`.execute(tx)
  return rows
}

export async function findCellCodes(tx: Tx, layer: string): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ cell: string; villages: string[] }>`
    select cell, array_agg(village::text order by village) as villages from cell_village
    where layer = ${layer} group by cell`.execute(tx)
  return new Map(rows.map(({ cell, villages }) => [cell, villages]))
}

/** Imports of one account take turns, so that a request sent twice at once is done once. */
export async function findPastImport(
  tx: Tx,
  { accountId, clientKey }: { accountId: number; clientKey: string },
): Promise<PastImport | undefined> {
  await sql`select pg_advisory_xact_lock(7412002, ${accountId % 2147483647}::int)`.execute(tx)
  const { rows } = await sql<PastImport>`
    select request_hash as "requestHash", answer from division_geometry_import
    where account_id = ${accountId} and client_key = ${clientKey}`.execute(tx)
  return rows[0]
}

export async function recordImport(
  tx: Tx,
  entry: {
    accountId: number
    clientKey: string
    requestHash: Buffer
    at: Date
    codes: string[]
    answer: object
  },
): Promise<void> {
  await sql`
    insert into division_geometry_import (account_id, client_key, request_hash, at, codes, answer)
    values (${entry.accountId}, ${entry.clientKey}, ${entry.requestHash}, ${entry.at}, ${entry.codes}::text[],
      ${JSON.stringify(entry.answer)}::jsonb)`.execute(tx)
}

export async function saveMapApproval(tx: Tx, districts: readonly string[], number: string): Promise<void> {
  await sql`
    insert into map_approval (district, number)
    select district, ${number} from unnest(${[...districts]}::text[]) as given (district)
    on conflict (district) do update set number = excluded.number`.execute(tx)
}
