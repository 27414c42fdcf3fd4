/** What teaches the classifier: a text, what it is about, and how much it counts beside a sentence. */
export type Example = { category: string; text: string; weight?: number }

/** How much each piece of a text speaks for each category; plain data, so that it runs on a phone as well. */
export type Classifier = {
  /** By piece: the categories for which it speaks, and how much. */
  weights: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** A category that a text may be about, with the words that speak for it, the strongest first. */
export type Proposal = {
  category: string
  score: number
  /** Of the scores of all categories; what it tells apart, not how probable it is. */
  share: number
  reasons: { words: string; weight: number }[]
}

const sizes = [1, 2]
/** A longer piece says more. */
const sizeWeight: Readonly<Record<number, number>> = { 1: 0.6, 2: 1 }
const ignored = /[^\p{Script=Han}a-z0-9]+/u

type Piece = { text: string; from: number; to: number }

/** Single characters and pairs of them, within what punctuation parts; where each stands in the text. */
export function piecesOf(text: string): Piece[] {
  const letters = Array.from(text.normalize('NFKC').toLowerCase())
  const pieces: Piece[] = []
  letters.forEach((_letter, from) => {
    for (const size of sizes) {
      const piece = letters.slice(from, from + size).join('')
      if (from + size <= letters.length && !ignored.test(piece))
        pieces.push({ text: piece, from, to: from + size })
    }
  })
  return pieces
}

type Counts = Map<string, number>

function countPieces(examples: readonly Example[]): Map<string, Counts> {
  const byCategory = new Map<string, Counts>()
  for (const { category, text, weight = 1 } of examples) {
    const counts = byCategory.get(category) ?? new Map<string, number>()
    for (const piece of new Set(piecesOf(text).map((one) => one.text)))
      counts.set(piece, (counts.get(piece) ?? 0) + weight)
    byCategory.set(category, counts)
  }
  return byCategory
}

/**
 * Learns what pieces speak for what: the more examples of a category have a piece and the fewer categories have it at
 * all, the more it weighs; then each category is brought to the same length, so that none wins by having many
 * examples. No chance in it: the same examples give the same weights.
 */
export function teach(examples: readonly Example[]): Classifier {
  const byCategory = countPieces(examples)
  const spread = new Map<string, number>()
  for (const counts of byCategory.values())
    for (const piece of counts.keys()) spread.set(piece, (spread.get(piece) ?? 0) + 1)
  const weights: Record<string, Record<string, number>> = {}
  for (const [category, counts] of byCategory) {
    const raw = [...counts].map(([piece, count]): [string, number] => {
      const rarity = Math.log((byCategory.size + 1) / (spread.get(piece) ?? 1))
      return [piece, (sizeWeight[Array.from(piece).length] ?? 1) * Math.sqrt(count) * rarity ** 2]
    })
    const length = Math.hypot(...raw.map(([, weight]) => weight)) || 1
    for (const [piece, weight] of raw) {
      const rounded = Math.round((weight / length) * 10_000) / 10_000
      if (rounded > 0) (weights[piece] ??= {})[category] = rounded
    }
  }
  return { weights }
}

/** What a text may be about, the best first. Categories for which nothing speaks are left out. */
export function propose(
  { weights }: Classifier,
  text: string,
  allowed: (category: string) => boolean = () => true,
): Proposal[] {
  const pieces = piecesOf(text)
  const scores = new Map<string, number>()
  const seen = new Set<string>()
  for (const { text: piece } of pieces) {
    if (seen.has(piece)) continue
    seen.add(piece)
    for (const [category, weight] of Object.entries(weights[piece] ?? {}))
      if (allowed(category)) scores.set(category, (scores.get(category) ?? 0) + weight)
  }
  const total = [...scores.values()].reduce((sum, one) => sum + one, 0)
  return [...scores]
    .map(([category, score]) => ({ category, score, share: score / total }))
    .toSorted((a, b) => b.score - a.score || (a.category < b.category ? -1 : 1))
    .map((one) => ({ ...one, reasons: reasonsFor(weights, pieces, one.category) }))
}

const reasonsMax = 4

/** The words of the text that speak for a category: pieces that touch are one word. */
function reasonsFor(
  weights: Classifier['weights'],
  pieces: readonly Piece[],
  category: string,
): Proposal['reasons'] {
  const speaking = pieces
    .map((piece) => ({ ...piece, weight: weights[piece.text]?.[category] ?? 0 }))
    .filter(({ weight, from, to }) => weight > 0 && to - from > 1)
  const words: { words: string; from: number; to: number; weight: number }[] = []
  for (const { text, from, to, weight } of speaking) {
    const last = words.at(-1)
    if (!last || from >= last.to) words.push({ words: text, from, to, weight })
    else {
      last.words += Array.from(text)
        .slice(last.to - from)
        .join('')
      last.to = Math.max(last.to, to)
      last.weight += weight
    }
  }
  const merged = new Map<string, number>()
  for (const { words: word, weight } of words) merged.set(word, Math.max(merged.get(word) ?? 0, weight))
  return [...merged]
    .map(([word, weight]) => ({ words: word, weight: Math.round(weight * 1000) / 1000 }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, reasonsMax)
}

/** How often the right category is the first, and among the first three, over texts that it was not taught. */
export function measure(classifier: Classifier, examples: readonly Example[]) {
  let first = 0
  let amongThree = 0
  for (const { category, text } of examples) {
    const at = propose(classifier, text).findIndex((one) => one.category === category)
    if (at === 0) first += 1
    if (at >= 0 && at < 3) amongThree += 1
  }
  return { tested: examples.length, first, amongThree }
}
