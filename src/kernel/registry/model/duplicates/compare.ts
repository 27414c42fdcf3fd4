/** Two texts, as people write the same thing twice. */
export type Likeness = 'same' | 'homophone' | 'one_error' | 'different'

/** What is typed by sound: the characters differ, how they are read doesn't. */
export type Sounded = { text: string; pinyin: string }

/** Without the differences that keyboards and habits make: width, case, spaces, punctuation. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '')
}

/** Whether one typing error makes one of the other: a character more, less, another, or two neighbours exchanged. */
export function isOneError(a: string, b: string): boolean {
  const [short, long] = [Array.from(a), Array.from(b)].sort((x, y) => x.length - y.length) as [
    string[],
    string[],
  ]
  if (long.length - short.length > 1 || short.length === 0) return false
  let head = 0
  while (head < short.length && short[head] === long[head]) head += 1
  const rest = (list: string[], from: number) => list.slice(from).join('')
  if (short.length < long.length) return rest(short, head) === rest(long, head + 1)
  if (head === short.length) return false
  if (rest(short, head + 1) === rest(long, head + 1)) return true
  const exchanged = short[head] === long[head + 1] && short[head + 1] === long[head]
  return exchanged && rest(short, head + 2) === rest(long, head + 2)
}

export function compareSounded(a: Sounded, b: Sounded): Likeness {
  const [left, right] = [plainText(a.text), plainText(b.text)]
  if (left === right) return 'same'
  if (a.pinyin !== '' && a.pinyin === b.pinyin) return 'homophone'
  return isOneError(left, right) ? 'one_error' : 'different'
}

/** Of days as `YYYY-MM-DD`: `near` is one digit, or day and month exchanged. */
export function compareDays(a: string, b: string): 'same' | 'near' | 'different' {
  if (a === b) return 'same'
  const [year, month, day] = a.split('-')
  if (b === `${year}-${day}-${month}`) return 'near'
  const wrong = Array.from(a).filter((digit, index) => digit !== b[index]).length
  return wrong === 1 ? 'near' : 'different'
}

/** `part`: one says more than the other, or there is one typing error and no number differs. */
export function compareAddresses(a: string, b: string): 'same' | 'part' | 'different' {
  const [left, right] = [plainText(a), plainText(b)]
  if (left === right) return 'same'
  const [short, long] = left.length < right.length ? [left, right] : [right, left]
  if (short.length >= 4 && long.endsWith(short)) return 'part'
  const numbers = (text: string) => text.match(/\d+/g)?.join(' ') ?? ''
  return isOneError(left, right) && numbers(left) === numbers(right) ? 'part' : 'different'
}

/** How near two divisions are, by their codes. */
export function compareDivisions(a: string, b: string): 'village' | 'township' | 'elsewhere' {
  if (a.length === 12 && a === b) return 'village'
  return a.length >= 9 && a.slice(0, 9) === b.slice(0, 9) ? 'township' : 'elsewhere'
}

const earthRadius = 6_371_000

/** Metres between two points in degrees. */
export function metresBetween([x1, y1]: readonly number[], [x2, y2]: readonly number[]): number {
  const radians = (degrees = 0) => (degrees * Math.PI) / 180
  const dx = radians((x2 ?? 0) - (x1 ?? 0)) * Math.cos(radians(((y1 ?? 0) + (y2 ?? 0)) / 2))
  const dy = radians((y2 ?? 0) - (y1 ?? 0))
  return earthRadius * Math.hypot(dx, dy)
}
