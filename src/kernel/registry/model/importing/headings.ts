import { locales, translate } from '#kernel/i18n/model'
import { plainText } from '../duplicates/compare.ts'
import { type Relation, relations } from '../household.ts'
import type { Sex } from '../id-number.ts'
import './messages.ts'
import { type ImportField, importFields, type ImportMapping } from './answers.ts'

/** The words of a key in all languages; they are kept as texts with a bar between. */
function wordsOf(key: string): string[] {
  return locales.flatMap((locale) => translate(locale, key).split('|').map(plainText))
}

let known: Map<string, ImportField> | undefined
let relationWords: Map<string, Relation> | undefined
let sexWords: Map<string, Sex> | undefined

function dictionary<T extends string>(values: readonly T[], keyOf: (value: T) => string): Map<string, T> {
  return new Map(values.flatMap((value) => wordsOf(keyOf(value)).map((word): [string, T] => [word, value])))
}

/** Which column seems to hold which field: a heading is one of the field's words, else begins or ends with one. */
export function proposeMapping(headings: readonly string[]): ImportMapping {
  known ??= dictionary(importFields, (field) => `registry.import.headings.${field}`)
  const mapping: ImportMapping = {}
  const plain = headings.map(plainText)
  plain.forEach((heading, column) => {
    const field = known?.get(heading)
    if (field !== undefined && mapping[field] === undefined) mapping[field] = column
  })
  const taken = new Set(Object.values(mapping))
  plain.forEach((heading, column) => {
    if (taken.has(column) || heading === '') return
    const words = [...(known ?? [])].filter(
      ([word, field]) => mapping[field] === undefined && (heading.startsWith(word) || heading.endsWith(word)),
    )
    const [best] = words.toSorted(([a], [b]) => b.length - a.length)
    if (best) mapping[best[1]] = column
  })
  return mapping
}

export function readRelation(text: string): Relation | undefined {
  relationWords ??= dictionary(relations, (relation) => `registry.import.relations.${relation}`)
  return relationWords.get(plainText(text))
}

export function readSex(text: string): Sex | undefined {
  sexWords ??= dictionary(['male', 'female'] as const, (sex) => `registry.import.sexes.${sex}`)
  return sexWords.get(plainText(text))
}

/** A day as lists write it: 1980-01-02, 1980/1/2, 1980.1.2, 19800102, with the characters for year, month and day. */
export function readDay(text: string): string | undefined {
  const [plain = ''] = text.normalize('NFKC').trim().split(/[T ]/, 1)
  const whole = /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? /^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/.exec(plain)
  if (!whole) return undefined
  const [, year = '', month = '', day = ''] = whole
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
