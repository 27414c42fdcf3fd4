import { z } from 'zod'

/** 6 digits: district; 9: township (subdistrict, town, rural township); 12: village or community. */
export const DivisionCode = z.string().regex(/^\d{6}(\d{3}(\d{3})?)?$/)
export type DivisionCode = z.infer<typeof DivisionCode>

export const divisionLevels = ['district', 'township', 'village'] as const
export type DivisionLevel = (typeof divisionLevels)[number]

export const divisionKinds = [
  'district',
  'subdistrict',
  'town',
  'rural_township',
  'township_equivalent',
  'community',
  'village',
] as const
export type DivisionKind = (typeof divisionKinds)[number]

export const Division = z.strictObject({
  code: DivisionCode,
  level: z.enum(divisionLevels),
  kind: z.enum(divisionKinds),
  /** As the statistical register prints it; for a village that is its committee's name. */
  name: z.string().min(1),
  /** As people say it and maps label it. */
  shortName: z.string().min(1),
  nameEn: z.string().min(1),
  /** Without tones and spaces, of the short name; sorts and finds. */
  pinyin: z.string().regex(/^[a-zü0-9]+$/),
  pinyinInitials: z.string().regex(/^[a-z0-9]+$/),
  /** Null for a district: what lies above is outside this net. */
  parent: DivisionCode.nullable(),
  /** Urban–rural classification code (three digits, 111 to 220) where the source has it. */
  urbanRural: z
    .string()
    .regex(/^\d{3}$/)
    .nullable()
    .default(null),
  /** Null: since before the net's records begin. */
  validFrom: z.iso.date().nullable().default(null),
  /** The day from which the division no longer exists; null while it does. */
  validTo: z.iso.date().nullable().default(null),
})
export type Division = z.infer<typeof Division>

/** @throws RangeError when the text is not 6, 9 or 12 digits. */
export function levelOf(code: string): DivisionLevel {
  if (/^\d{6}$/.test(code)) return 'district'
  if (/^\d{9}$/.test(code)) return 'township'
  if (/^\d{12}$/.test(code)) return 'village'
  throw new RangeError(`${code} is not a division code of 6, 9 or 12 digits`)
}

export function parentCode(code: string): string | null {
  return levelOf(code) === 'district' ? null : code.slice(0, -3)
}

/**
 * The kind that the digits of a township or village say, by the statistical coding rules
 * (统计用区划代码和城乡划分代码编制规则, digits 7–9 and 10–12).
 */
export function kindOfCode(code: string): DivisionKind {
  const level = levelOf(code)
  if (level === 'district') return 'district'
  const number = Number(code.slice(-3))
  if (level === 'township') {
    if (number < 100) return 'subdistrict'
    if (number < 200) return 'town'
    return number < 400 ? 'rural_township' : 'township_equivalent'
  }
  return number < 200 || (number >= 400 && number < 500) ? 'community' : 'village'
}
