import type { Area, Catalogue, Category, ResponsibilityRule } from '../../../model/incidents/catalogue.ts'

const byNumber = <One extends { number: string }>(all: readonly One[]): One[] =>
  all.toSorted((one, other) => (one.number < other.number ? -1 : Number(one.number > other.number)))

/** The catalogue with an area changed or added, in the order of their numbers. */
export function withArea(catalogue: Catalogue, area: Area, at: number | null): Catalogue {
  const { areas } = catalogue
  return { ...catalogue, areas: byNumber(at === null ? [...areas, area] : areas.with(at, area)) }
}

export function withCategory(
  catalogue: Catalogue,
  areaAt: number,
  category: Category,
  at: number | null,
): Catalogue {
  const area = catalogue.areas[areaAt]
  if (!area) return catalogue
  const { categories } = area
  const next = at === null ? [...categories, category] : categories.with(at, category)
  return withArea(catalogue, { ...area, categories: byNumber(next) }, areaAt)
}

/** A new rule goes before the last, which fits everything. */
export function withRule(catalogue: Catalogue, rule: ResponsibilityRule, at: number | null): Catalogue {
  const { rules } = catalogue
  return { ...catalogue, rules: at === null ? rules.toSpliced(-1, 0, rule) : rules.with(at, rule) }
}

/** The rule one place up or down. */
export function withRuleMoved(catalogue: Catalogue, at: number, by: -1 | 1): Catalogue {
  const rule = catalogue.rules[at]
  const rules = catalogue.rules.toSpliced(at, 1)
  return rule ? { ...catalogue, rules: rules.toSpliced(at + by, 0, rule) } : catalogue
}

export function withoutRule(catalogue: Catalogue, at: number): Catalogue {
  return { ...catalogue, rules: catalogue.rules.toSpliced(at, 1) }
}

/** The number that follows the highest of an area: `0112`. */
export function nextNumber({ number, categories }: Pick<Area, 'number' | 'categories'>): string {
  const highest = Math.max(0, ...categories.map((one) => Number(one.number.slice(2))))
  return `${number}${String(highest + 1).padStart(2, '0')}`
}

export function nextAreaNumber({ areas }: Pick<Catalogue, 'areas'>): string {
  return String(Math.max(0, ...areas.map(({ number }) => Number(number))) + 1).padStart(2, '0')
}

/** Another number of an area is that of all its categories. */
export function renumbered(area: Area, number: string): Area {
  const categories = area.categories.map((one) => ({ ...one, number: `${number}${one.number.slice(2)}` }))
  return { ...area, number, categories }
}

const codePattern = /^[a-z][a-z0-9_]{0,39}$/

/** Whether a code can be given: well formed, and nobody else’s. */
export function isFreeCode(catalogue: Catalogue, code: string): boolean {
  const taken = catalogue.areas.flatMap((area) => [area.code, ...area.categories.map((one) => one.code)])
  return codePattern.test(code) && !taken.includes(code)
}
