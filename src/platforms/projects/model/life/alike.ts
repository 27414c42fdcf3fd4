/** What is known of a project that is about to be registered, and of one that is there. */
export type ProjectCard = {
  readonly name: string
  readonly enterprises: string
  readonly divisionCode: string
  readonly park: string
  readonly investmentFen: number | null
}

export const alikeReasons = [
  'same_name',
  'similar_name',
  'same_firm',
  'same_park',
  'same_township',
  'same_amount',
  'similar_amount',
  'other_phase',
] as const
export type AlikeReason = (typeof alikeReasons)[number]

/** What each finding counts, and from which sum on a project is proposed as the same. */
const points: Readonly<Record<AlikeReason, number>> = {
  same_name: 6,
  similar_name: 4,
  same_firm: 3,
  same_park: 1,
  same_township: 1,
  same_amount: 3,
  similar_amount: 1,
  other_phase: 0,
}
const proposedFrom = 4

export type Likeness = { readonly points: number; readonly reasons: readonly AlikeReason[] }

const phasePattern = /(?:第?([一二三四五六七八九十\d]{1,8})期(?:工程|项目)?)/u

/** The name without what many projects' names have in common, and the phase that it names. */
function essence(name: string): { key: string; phase: string } {
  const plain = name.normalize('NFKC').replaceAll(/[\s·•\-—()（）“”"'、,，]/gu, '')
  const phase = phasePattern.exec(plain)?.[1] ?? ''
  const key = plain.replace(phasePattern, '').replaceAll(/(建设)?(项目|工程)$/gu, '')
  return { key, phase }
}

const pairs = (text: string): Set<string> =>
  new Set(Array.from({ length: Math.max(text.length - 1, 1) }, (_, i) => text.slice(i, i + 2)))

/** How much of two texts' pairs of characters is common, 0 to 1. */
function overlap(a: string, b: string): number {
  if (a === '' || b === '') return 0
  const [left, right] = [pairs(a), pairs(b)]
  const common = [...left].filter((pair) => right.has(pair)).length
  return (2 * common) / (left.size + right.size)
}

const firms = (text: string): string[] =>
  text
    .split(/[;\uff1b,，、]/u)
    .map((firm) => firm.normalize('NFKC').trim())
    .filter((firm) => firm !== '')

/**
 * Whether two entries look like one project (疑似重复), and why. A firm's second phase is alike and is not the same:
 * it is told, so that it is linked instead.
 */
export function likeness(a: ProjectCard, b: ProjectCard): Likeness | null {
  const [first, second] = [essence(a.name), essence(b.name)]
  const reasons: AlikeReason[] = []
  if (first.key !== '' && first.key === second.key) reasons.push('same_name')
  else if (overlap(first.key, second.key) >= 0.6) reasons.push('similar_name')
  const others = new Set(firms(b.enterprises))
  if (firms(a.enterprises).some((firm) => others.has(firm))) reasons.push('same_firm')
  if (a.park !== '' && a.park === b.park) reasons.push('same_park')
  if (a.divisionCode.length >= 9 && a.divisionCode.slice(0, 9) === b.divisionCode.slice(0, 9))
    reasons.push('same_township')
  if (a.investmentFen !== null && b.investmentFen !== null && b.investmentFen > 0) {
    const share = Math.abs(a.investmentFen - b.investmentFen) / b.investmentFen
    if (share === 0) reasons.push('same_amount')
    else if (share <= 0.05) reasons.push('similar_amount')
  }
  const sum = reasons.reduce((all, reason) => all + points[reason], 0)
  // Places and amounts are shared by many: by themselves they propose nothing.
  const tells = reasons.some((reason) => reason.endsWith('_name') || reason === 'same_firm')
  if (!tells || sum < proposedFrom) return null
  if (first.phase !== second.phase) reasons.push('other_phase')
  return { points: sum, reasons }
}
