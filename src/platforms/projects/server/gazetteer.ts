import type { DivisionTree } from '#kernel/divisions/model'
import { parseCsv } from '../model/csv.ts'
import { readPlaces } from '../model/places.ts'
import type { Gazetteer } from '../model/statements.ts'

/** What names of places in a project list stand for: the districts by name, and places with a source. */
export function readGazetteer(divisions: DivisionTree, placesCsv: string): Gazetteer {
  return {
    districts: new Map(divisions.districts.map(({ name, code }) => [name, code])),
    places: readPlaces(parseCsv(placesCsv).records),
  }
}
