import { z } from 'zod'

export type CreditCodeFault = 'registry.credit_code_form' | 'registry.credit_code_checksum'

// GB 32100-2015, 4.2 and table 1: digits and capital letters without I, O, S, V and Z.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** 登记管理部门 and 机构类别, the first two characters, as far as the register tells them apart. */
export const enterpriseKinds = [
  'company',
  'sole_trader',
  'cooperative',
  'institution',
  'association',
] as const
export type EnterpriseKind = (typeof enterpriseKinds)[number]

const kindByPrefix: Record<string, EnterpriseKind> = {
  '91': 'company',
  '92': 'sole_trader',
  '93': 'cooperative',
  '11': 'institution',
  '12': 'institution',
  '13': 'institution',
  '51': 'association',
  '52': 'association',
  '53': 'association',
}

export function normaliseCreditCode(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}

/** @throws RangeError unless given 17 characters of the code's alphabet */
export function creditCodeCheckCharacter(body: string): string {
  let sum = 0
  let weight = 1
  for (const character of body) {
    const value = alphabet.indexOf(character)
    if (value < 0) throw new RangeError(`${character} is not of a credit code's alphabet`)
    sum += value * weight
    weight = (weight * 3) % 31
  }
  if (body.length !== 17) throw new RangeError('the check character is taken over 17 characters')
  return alphabet.charAt((31 - (sum % 31)) % 31)
}

/** What is wrong with a normalised unified social credit code (统一社会信用代码); undefined when nothing is. */
export function creditCodeFault(code: string): CreditCodeFault | undefined {
  // Registration authority and category, six digits of the division, nine of the organisation code, one check character.
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return 'registry.credit_code_form'
  return creditCodeCheckCharacter(code.slice(0, 17)) === code[17]
    ? undefined
    : 'registry.credit_code_checksum'
}

/** What kind of body a code says it belongs to; null where there is no code or its prefix is another one. */
export function enterpriseKindOf(creditCode: string | null): EnterpriseKind | null {
  return creditCode === null ? null : (kindByPrefix[creditCode.slice(0, 2)] ?? null)
}

/** Parses what was typed into the normalised code. */
export const CreditCode = z
  .string()
  .max(40)
  .transform(normaliseCreditCode)
  .superRefine((code, context) => {
    const fault = creditCodeFault(code)
    if (fault) context.addIssue({ code: 'custom', message: fault })
  })
