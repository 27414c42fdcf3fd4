import type { Database } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { Score } from '../../model/duplicates/score.ts'
import { scorePair } from '../../model/duplicates/score.ts'
import { factsOf } from '../duplicates/facts.ts'
import {
  findCandidates,
  type MatchRow,
  readMatchRows,
  type Wanted,
  wantedOf,
} from '../duplicates/match-store.ts'
import { nameKeys } from '../name-keys.ts'
import type { HouseholdHead } from './seal.ts'

export type AlikeRow = { row: number; id: string; label: string; score: number; reasons: Score['reasons'] }

const perLookUp = 2000

/** Rows that are like somebody whom the importer may see, each with the likeliest; the same rule as everywhere. */
export async function findAlike(
  db: Database,
  actor: Actor,
  households: readonly HouseholdHead[],
  onProgress: (rows: number) => Promise<void>,
): Promise<AlikeRow[]> {
  const rows = households.flatMap(({ divisionCode, compared }) =>
    compared.map((person) => ({ ...person, divisionCode })),
  )
  const alike: AlikeRow[] = []
  for (let start = 0; start < rows.length; start += perLookUp) {
    const part = new Map(
      rows.slice(start, start + perLookUp).map((row) => [String(row.row), rowOf(row)] as const),
    )
    const wanted = [...part].map(
      ([ref, row]): Wanted => ({ ...row, ref, idIndex: null, phoneIndex: row.phone }),
    )
    const found = await findCandidates(db, 'person', wantedOf(wanted), actor)
    const known = await readMatchRows(db, 'person', [...new Set(found.map(({ id }) => id))])
    for (const [ref, pairs] of Map.groupBy(found, (pair) => pair.ref)) {
      const row = part.get(ref)
      if (!row) continue
      const [best] = pairs
        .flatMap(({ id }) => {
          const other = known.get(id)
          return other
            ? [{ other, ...scorePair('person', factsOf('person', row), factsOf('person', other)) }]
            : []
        })
        .filter(({ band }) => band === 'sure' || band === 'likely')
        .sort((a, b) => b.score - a.score)
      if (best)
        alike.push({
          row: Number(ref),
          id: best.other.id,
          label: best.other.name,
          score: best.score,
          reasons: best.reasons,
        })
    }
    await onProgress(part.size)
  }
  return alike.sort((a, b) => a.row - b.row)
}

function rowOf(person: HouseholdHead['compared'][number] & { divisionCode: string }): MatchRow {
  const { name, phone, birthDate, divisionCode, address } = person
  return {
    id: '',
    name,
    pinyin: nameKeys(name).pinyin,
    divisionCode,
    address,
    updatedAt: new Date(0),
    idNumber: null,
    phone,
    birthDate,
    sex: null,
    number: null,
    contact: '',
    kind: null,
    point: null,
  }
}
