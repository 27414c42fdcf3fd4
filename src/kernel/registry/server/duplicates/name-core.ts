import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { nameKeys } from '../name-keys.ts'
import type { Sounded } from '../../model/duplicates/compare.ts'

const Words = z.strictObject({
  note: z.string(),
  forms: z.array(z.string()).min(1),
  countries: z.array(z.string()),
  divisionEndings: z.array(z.string()).min(1),
  divisionLengthMax: z.int(),
  coreLengthMin: z.int(),
})

const words = Words.parse(
  JSON.parse(
    readFileSync(
      join(import.meta.dirname, '../../../../../data/registry/enterprise-name-words.json'),
      'utf8',
    ),
  ),
)
const division = new RegExp(`^.{2,${words.divisionLengthMax}}?(?:${words.divisionEndings.join('|')})`, 'u')

/** What tells one firm from another: its name without legal form, brackets, and the divisions in front. */
export function nameCore(name: string): string {
  let core = name.normalize('NFKC').replace(/[\s()[\]{}<>"'·,.-]/g, '')
  const keeps = (rest: string) => Array.from(rest).length >= words.coreLengthMin
  for (const form of words.forms) {
    if (!core.endsWith(form) || !keeps(core.slice(0, -form.length))) continue
    core = core.slice(0, -form.length)
    break
  }
  for (const country of words.countries)
    if (core.startsWith(country) && keeps(core.slice(country.length))) core = core.slice(country.length)
  for (;;) {
    const rest = core.replace(division, '')
    if (rest === core || !keeps(rest)) return core
    core = rest
  }
}

/** The same with how it is read. */
export function soundedCore(name: string): Sounded {
  const text = nameCore(name)
  return { text, pinyin: nameKeys(text).pinyin }
}
