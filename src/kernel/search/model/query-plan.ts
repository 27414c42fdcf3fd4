/**
 * How a text is looked for: as what it was meant (characters of a name, pinyin, initials) and, where that finds few,
 * as what it would be without one typing error. The keys are those that the database's index has of each name.
 */

/** One way of finding: keys that must all be there, and patterns (of LIKE) of which the field must fit one. */
export type Way = { field: 'name' | 'pinyin' | 'initials'; grams: string[]; likes: string[] }

export type Plan = {
  q: string
  /** Latin letters and digits only. */
  latin: boolean
  exact: Way[]
  near: Way[]
}

export type PersonPlan = Plan & {
  /** What the pinyin begins with, and the pattern that the name must fit. */
  pinyin: string | null
  begins: string
  /** The pinyin of the whole name, for one that sounds alike. */
  sound: string | null
  /** What the number of a household begins with. */
  number: string | null
}

const spaced = (text: string) => text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ')

/** As it is compared: one width, lower case; Chinese without spaces. */
export function normaliseSearch(text: string): string {
  const plain = spaced(text)
  return /\p{Script=Han}/u.test(plain) ? plain.replaceAll(' ', '') : plain
}

export const lettersOf = (q: string) => q.replaceAll(/[' ]/g, '').replaceAll('ü', 'v')

/** Whether a number in the text says which one is meant: who finds that one is offered nothing like it. */
export const saysNumber = (q: string): boolean => /\d{3}/.test(q)

const isLatin = (q: string) => /^[a-z0-9]+$/.test(lettersOf(q))

const escaped = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`)

/** Thirds of a text. */
function thirdsOf(text: string): string[] {
  const chars = Array.from(text)
  const [one, two] = [Math.floor(chars.length / 3), Math.floor((chars.length * 2) / 3)]
  return [chars.slice(0, one), chars.slice(one, two), chars.slice(two)].map((part) => part.join(''))
}

/**
 * The field in which the plan's near ways look, and pieces of which all that they find holds at least one: a single
 * error in typing, two swapped neighbours too, leaves a third of the text as it was. To be asked before the near ways'
 * dozens of patterns, of which most names fit none.
 */
export function nearPieces(plan: Pick<Plan, 'q' | 'latin'>): { field: 'name' | 'pinyin'; pieces: string[] } {
  return { field: plan.latin ? 'pinyin' : 'name', pieces: thirdsOf(plan.latin ? lettersOf(plan.q) : plan.q) }
}

/** The pieces as patterns of LIKE: what holds one of them. */
export const holding = (pieces: readonly string[]): string[] => pieces.map((piece) => `%${escaped(piece)}%`)

/** Every run of so many characters. */
function runs(chars: readonly string[], size: number): string[] {
  return chars
    .slice(0, Math.max(chars.length - size + 1, 0))
    .map((_, at) => chars.slice(at, at + size).join(''))
}

/** The keys that a text which holds this piece has: pairs of characters, a single one by itself. */
function pairs(chars: readonly string[]): string[] {
  return chars.length === 1 ? [...chars] : runs(chars, 2)
}
const triples = (chars: readonly string[]): string[] => runs(chars, 3)

/**
 * The keys of a name of any length: its pinyin has the name's digits as they are, and three of a number are in far fewer
 * names than two, which needn't be asked for then.
 */
function namePieces(chars: readonly string[]): string[] {
  const numbers = chars.join('').match(/\d{3,}/g) ?? []
  const threes = numbers.flatMap((number) => triples(Array.from(number)))
  const others = pairs(chars).filter((pair) => !threes.some((three) => three.includes(pair)))
  return [...new Set([...others, ...threes])]
}

type Keys = (piece: readonly string[]) => string[]
/** Whole names, or any part of longer ones. */
type Reach = 'whole' | 'part'

/**
 * What a name may be that was typed with one error: another character, one too many or too few, two swapped. A digit is
 * taken as it is: a number that differs in one is another number.
 */
export function nearWays(field: Way['field'], q: string, keysOf: Keys, reach: Reach): Way[] {
  const chars = Array.from(q)
  const pattern = (...pieces: (readonly string[] | '_')[]) => {
    const text = pieces.map((piece) => (piece === '_' ? '_' : escaped(piece.join('')))).join('')
    return reach === 'whole' ? text : `%${text}%`
  }
  const ways: Way[] = []
  const isDigit = (char: string | undefined) => char !== undefined && /\d/.test(char)
  chars.forEach((char, at) => {
    if (isDigit(char)) return
    const before = chars.slice(0, at)
    const after = chars.slice(at + 1)
    const likes: string[] = []
    // Of two characters one alone would say nothing.
    if (chars.length > 2) likes.push(pattern(before, '_', after), pattern(before, after))
    if (at > 0) likes.push(pattern(before, '_', [char, ...after]))
    if (likes.length > 0) ways.push({ field, grams: [...keysOf(before), ...keysOf(after)], likes })
    const next = chars[at + 1]
    if (next === undefined || next === char || isDigit(next)) return
    const swapped = [next, char]
    const rest = chars.slice(at + 2)
    ways.push({
      field,
      grams: [...keysOf(before), ...keysOf(swapped), ...keysOf(rest)],
      likes: [pattern(before, swapped, rest)],
    })
  })
  return ways.filter(({ grams }) => grams.length > 0)
}

/** A word and what is left of it without one letter: the keys that a name with one error shares. */
function lacking(letters: string): string[] {
  const chars = Array.from(letters).slice(0, 24)
  return [...new Set([letters, ...chars.map((_, at) => letters.slice(0, at) + letters.slice(at + 1))])]
}

const nearPersonLetters = 5
const nearNameLetters = 6
const nearLengthMax = 24

/** @param pinyinOf gives the pinyin of Chinese as names have it */
export function planPersons(text: string, pinyinOf: (name: string) => string): PersonPlan {
  const q = normaliseSearch(text)
  const letters = lettersOf(q)
  const chars = Array.from(q)
  const byName: Way = { field: 'name', grams: pairs(chars), likes: [`%${escaped(q)}%`] }
  const number = /^[a-z0-9-]{2,}$/.test(q) && /\d/.test(q) ? q : null
  if (!isLatin(q)) {
    const near = chars.length > 1 && chars.length <= nearLengthMax
    return {
      q,
      latin: false,
      // The commonest surnames are read in the order of the list; what holds more is found faster by its keys.
      pinyin: chars.length === 1 ? pinyinOf(q) || null : null,
      begins: `${escaped(q)}%`,
      exact: [byName],
      near: near ? nearWays('name', q, pairs, 'whole') : [],
      sound: near ? pinyinOf(q) || null : null,
      number,
    }
  }
  const exact: Way[] = [byName]
  if (letters.length > 1) exact.push(initialsWay(letters))
  const near = letters.length >= nearPersonLetters && letters.length <= nearLengthMax
  const likes = near
    ? [...new Set(nearWays('pinyin', letters, pairs, 'whole').flatMap((way) => way.likes))]
    : []
  return {
    q,
    latin: true,
    pinyin: letters,
    begins: '%',
    exact,
    near: near ? lacking(letters).map((word) => ({ field: 'pinyin', grams: [`-${word}`], likes })) : [],
    sound: null,
    number,
  }
}

function initialsWay(letters: string): Way {
  const chars = Array.from(letters)
  const grams = chars.length === 2 ? [letters] : triples(chars)
  return { field: 'initials', grams, likes: [`%${escaped(letters)}%`] }
}

/** For longer names, any part of them: enterprises, places, titles of entries. */
export function planNames(text: string): Plan {
  const q = normaliseSearch(text)
  const letters = lettersOf(q)
  const chars = Array.from(q)
  const byName = (piece: string): Way => ({
    field: 'name',
    grams: namePieces(Array.from(piece)),
    likes: [`%${escaped(piece)}%`],
  })
  // A title has the spaces that it was written with, and may have been copied with them.
  const exact: Way[] = [...new Set([q, spaced(text)])].map(byName)
  const near: Way[] = []
  const latin = isLatin(q)
  if (latin) {
    const short = letters.length < 3
    exact.push({
      field: 'pinyin',
      grams: short ? [`^${letters}`] : triples(Array.from(letters)),
      likes: [`${short ? '' : '%'}${escaped(letters)}%`],
    })
    if (letters.length > 1) exact.push(initialsWay(letters))
    if (letters.length >= nearNameLetters && letters.length <= nearLengthMax)
      near.push(...nearWays('pinyin', letters, triples, 'part'))
  } else if (chars.length > 2 && chars.length <= nearLengthMax)
    near.push(...nearWays('name', q, namePieces, 'part'))
  return { q, latin, exact, near }
}
