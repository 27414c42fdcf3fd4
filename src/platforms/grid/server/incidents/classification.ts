import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalogue } from '../../model/incidents/catalogue.ts'
import { Labelled, teachFrom } from '../../model/incidents/classify/knowledge.ts'

const ownData = join(import.meta.dirname, '../../../../../data/incidents/labelled.json')
const taught = new WeakMap<Catalogue, ReturnType<typeof teachFrom>>()

/** What the words of a matter say of its category, by what the labelled sentences taught; taught once a catalogue. */
export function classifierFor(catalogue: Catalogue): ReturnType<typeof teachFrom> {
  const known = taught.get(catalogue)
  if (known) return known
  const fresh = teachFrom(catalogue, Labelled.parse(JSON.parse(readFileSync(ownData, 'utf8'))))
  taught.set(catalogue, fresh)
  return fresh
}
