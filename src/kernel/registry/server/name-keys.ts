import { pinyin } from 'pinyin-pro'

export type NameKeys = { pinyin: string; initials: string }

/**
 * The keys by which a name is sorted and found without a pinyin collation in the database: lower case, no tones, ü as
 * v. A surname is read as one (单 is shan, 曾 zeng); what is not Chinese stays as it is.
 */
export function nameKeys(name: string): NameKeys {
  const syllables = pinyin(name, { toneType: 'none', surname: 'head', type: 'array', v: true })
    .map((part) => part.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter((part) => part !== '')
  return { pinyin: syllables.join(''), initials: syllables.map((part) => part.charAt(0)).join('') }
}
