/** Short names, pinyin and English names, from the rules in data/divisions/naming.json. */
import { pinyin } from 'pinyin-pro'
import type { DivisionKind } from '#kernel/divisions/model'

export type Names = {
  /** A committee's suffix, what it is the committee of, and the suffix people say; longest first. */
  committeeSuffixes: [suffix: string, kind: string, short: string][]
  /** Generic part of a name and its English; longest first. */
  generics: [generic: string, english: string][]
  /** Readings in place names that differ from a character's commonest. */
  readings: [text: string, syllables: string][]
}

type Named = { shortName: string; nameEn: string; pinyin: string; pinyinInitials: string }

function syllables(text: string, names: Names): string[] {
  const list: string[] = pinyin(text, { toneType: 'none', type: 'array', v: true })
  for (const [part, reading] of names.readings) {
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      list.splice(at, part.length, ...reading.split(' '))
    }
  }
  return list
}

/** Written as one word; an apostrophe parts a syllable that begins with a, e or o (GB/T 28039). */
function romaniseProper(list: string[]): string {
  const word = list.map((part, index) => (index > 0 && /^[aeo]/.test(part) ? `'${part}` : part)).join('')
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

export function romanise(name: string, names: Names): Omit<Named, 'shortName'> {
  const [generic, english] = names.generics.find(([part]) => name.endsWith(part) && name !== part) ?? ['', '']
  const proper = syllables(name.slice(0, name.length - generic.length), names)
  const whole = [...proper, ...syllables(generic, names)]
  return {
    nameEn: [romaniseProper(proper), english].filter((part) => part !== '').join(' '),
    pinyin: whole.join('').toLowerCase(),
    pinyinInitials: whole.map((part) => part.slice(0, 1).toLowerCase()).join(''),
  }
}

export function nameDivision(name: string, kind: DivisionKind, names: Names): Named {
  const suffix =
    kind === 'community' || kind === 'village'
      ? names.committeeSuffixes.find(([text, of]) => of === kind && name.endsWith(text) && name !== text)
      : undefined
  const shortName = suffix ? name.slice(0, name.length - suffix[0].length) + suffix[2] : name
  return { shortName, ...romanise(shortName, names) }
}
