import { pinyin } from 'pinyin-pro'

export type NameKeys = { pinyin: string; initials: string }

/**
 * The keys by which a name is sorted and found without a pinyin collation in the database: lower case, no tones, ü as
 * v. A surname is read as one (单 is shan, 曾 zeng); what is not Chinese stays as it is.
 */
export function nameKeys(name: string): NameKeys {
  const known = remembered.get(name)
  if (known) return known
  const keys = readKeys(name)
  if (remembered.size >= rememberedMax) remembered.clear()
  remembered.set(name, keys)
  return keys
}

/** People share names: a list of a district has each many times. */
const remembered = new Map<string, NameKeys>()
const rememberedMax = 20_000

function readKeys(name: string): NameKeys {
  const syllables = pinyin(name, { toneType: 'none', surname: 'head', type: 'array', v: true })
    .map((part) => part.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter((part) => part !== '')
  return { pinyin: syllables.join(''), initials: syllables.map((part) => part.charAt(0)).join('') }
}
