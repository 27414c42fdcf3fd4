import { z } from 'zod'
import { DivisionCode, divisionKinds, kindOfCode } from '#kernel/divisions/model'
import { LocalText } from '#kernel/i18n/model'
import { Limit } from '#kernel/time/model'
import { plainChoiceNames } from '../portal/plain-choices.ts'

/** How urgent a matter is: the catalogue has a limit for each. */
export const urgencies = ['ordinary', 'urgent'] as const
export const Urgency = z.enum(urgencies)
export type Urgency = z.infer<typeof Urgency>

const Code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const LimitByUrgency = z.strictObject({ ordinary: Limit, urgent: Limit })

/** 小类: what a matter is, when it may be closed, and how long it may take from dispatch. */
export const Category = z.strictObject({
  code: Code,
  /** 大类 and 小类 in two digits each, as the field writes them. */
  number: z.string().regex(/^\d{4}$/),
  name: LocalText,
  /** 结案条件 */
  closing: LocalText,
  limits: LimitByUrgency,
  /** How urgent such a matter is unless somebody says otherwise. */
  urgency: Urgency,
  /** Under which plain words residents find it on the portal; without, where the program puts it. */
  choice: z.enum(plainChoiceNames).optional(),
  /** False: no new matter is filed under it. */
  active: z.boolean(),
})
export type Category = z.infer<typeof Category>

/** 大类, of 部件 (what stands in the city) or of 事件 (what happens there). */
export const Area = z.strictObject({
  code: Code,
  kind: z.enum(['city_asset', 'incident']),
  number: z.string().regex(/^\d{2}$/),
  name: LocalText,
  categories: z.array(Category).min(1).max(99),
})
export type Area = z.infer<typeof Area>

/** Who is responsible: a body of the district by its code, or whoever governs the township or village. */
export const Responsible = z.union([
  z.strictObject({ body: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/) }),
  z.strictObject({ level: z.enum(['township', 'village']) }),
])
export type Responsible = z.infer<typeof Responsible>

/** One line of the table of responsibilities; the first that fits holds. */
export const ResponsibilityRule = z.strictObject({
  categories: z.array(Code).min(1).optional(),
  areas: z.array(Code).min(1).optional(),
  /** Only in places of these kinds of township … */
  placeKinds: z.array(z.enum(divisionKinds)).min(1).optional(),
  /** … or below these divisions. */
  divisions: z.array(DivisionCode).min(1).optional(),
  responsible: Responsible,
})
export type ResponsibilityRule = z.infer<typeof ResponsibilityRule>

/** The catalogue of matters (分类目录) of a district, as data. */
export const Catalogue = z
  .strictObject({
    title: LocalText,
    /** By when a dispatched matter must be signed for, on a clock of its own. */
    sign: LimitByUrgency,
    /** For so many calendar days from closing a claimant may have the matter reopened. */
    reopenDays: z.int().min(1).max(365),
    areas: z.array(Area).min(1).max(60),
    rules: z.array(ResponsibilityRule).min(1).max(300),
  })
  .superRefine((catalogue, context) => {
    for (const { path, code } of catalogueFaults(catalogue))
      context.addIssue({ code: 'custom', path, message: code })
  })
export type Catalogue = z.infer<typeof Catalogue>

type Parts = Pick<Catalogue, 'areas' | 'rules'>
type CatalogueFault = { path: (string | number)[]; code: `incidents.${string}` }

/** A category may be named by one area only, and a rule names what there is; the last rule fits everything. */
export function catalogueFaults({ areas, rules }: Parts): CatalogueFault[] {
  const faults: CatalogueFault[] = []
  const known = { areas: new Set<string>(), categories: new Set<string>(), numbers: new Set<string>() }
  const add = (set: Set<string>, name: string, path: CatalogueFault['path']) => {
    if (set.has(name)) faults.push({ path, code: 'incidents.declared_twice' })
    set.add(name)
  }
  areas.forEach((area, index) => {
    add(known.areas, area.code, ['areas', index, 'code'])
    area.categories.forEach(({ code, number }, at) => {
      add(known.categories, code, ['areas', index, 'categories', at, 'code'])
      add(known.numbers, number, ['areas', index, 'categories', at, 'number'])
      if (!number.startsWith(area.number))
        faults.push({
          path: ['areas', index, 'categories', at, 'number'],
          code: 'incidents.number_misplaced',
        })
    })
  })
  // As many as a choice of the ledger may have.
  if (known.categories.size > 200) faults.push({ path: ['areas'], code: 'incidents.too_many_categories' })
  rules.forEach((rule, index) => {
    for (const at of ['areas', 'categories'] as const)
      for (const [place, name] of (rule[at] ?? []).entries())
        if (!known[at].has(name))
          faults.push({ path: ['rules', index, at, place], code: 'incidents.unknown_code' })
  })
  const last = rules.at(-1)
  if (!last || last.categories || last.areas || last.placeKinds || last.divisions)
    faults.push({ path: ['rules'], code: 'incidents.no_last_rule' })
  return faults
}

/** A catalogue that was published: the version that came with the program is 0. */
export type PublishedCatalogue = { version: number; catalogue: Catalogue }

/** The versions of the catalogue, as whoever needs one finds it. */
export type Catalogues = {
  /** The version in force at a moment. */
  at(moment: Date): PublishedCatalogue
  /** A version by its number. */
  version(number: number): PublishedCatalogue | undefined
  /** Every version, the newest first. */
  all(): readonly PublishedCatalogue[]
}

export type FoundCategory = { area: Area; category: Category }

export function findCategory({ areas }: Catalogue, code: string): FoundCategory | undefined {
  for (const area of areas) {
    const category = area.categories.find((one) => one.code === code)
    if (category) return { area, category }
  }
  return undefined
}

/** Who is responsible for a category in a place, by the first rule that fits. */
export function responsibleFor(catalogue: Catalogue, code: string, divisionCode: string): Responsible {
  const found = findCategory(catalogue, code)
  const township = divisionCode.length > 6 ? kindOfCode(divisionCode.slice(0, 9)) : undefined
  const rule = catalogue.rules.find(
    ({ categories, areas, placeKinds, divisions }) =>
      (!categories || categories.includes(code)) &&
      (!areas || (found !== undefined && areas.includes(found.area.code))) &&
      (!placeKinds || (township !== undefined && placeKinds.includes(township))) &&
      (!divisions || divisions.some((root) => divisionCode.startsWith(root))),
  )
  return rule?.responsible ?? { level: 'township' }
}

/** Every area and category of any version, under the name that it had last: what an entry of any time may bear. */
export function everyCategory(all: readonly PublishedCatalogue[]): { areas: Area[]; categories: Category[] } {
  const areas = new Map<string, Area>()
  const categories = new Map<string, Category>()
  for (const { catalogue } of all)
    for (const area of catalogue.areas) {
      if (!areas.has(area.code)) areas.set(area.code, area)
      for (const category of area.categories)
        if (!categories.has(category.code)) categories.set(category.code, category)
    }
  return { areas: [...areas.values()], categories: [...categories.values()] }
}
