import { z } from 'zod'
import { isLocalDate, type LocalDate } from '#kernel/time/model'

export const sexes = ['male', 'female'] as const
export type Sex = (typeof sexes)[number]

export type IdNumberFault =
  | 'registry.id_number_form'
  | 'registry.id_number_birth_date'
  | 'registry.id_number_checksum'

// GB 11643-1999, 4.2.4: weights of the first 17 digits, and the check characters by remainder (ISO 7064, MOD 11-2).
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/** Full-width digits, spaces and a small x are how people type; the register holds one form. */
export function normaliseIdNumber(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}

/** @throws RangeError unless given 17 digits */
export function idNumberCheckCharacter(digits: string): string {
  if (!/^\d{17}$/.test(digits)) throw new RangeError('the check character is taken over 17 digits')
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return checkCharacters.charAt(sum % 11)
}

/** What is wrong with a normalised citizen identity number (公民身份号码); undefined when nothing is. */
export function idNumberFault(number: string): IdNumberFault | undefined {
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return 'registry.id_number_form'
  if (!isLocalDate(birthDateText(number)) || number.slice(6, 10) < '1850')
    return 'registry.id_number_birth_date'
  return idNumberCheckCharacter(number.slice(0, 17)) === number[17]
    ? undefined
    : 'registry.id_number_checksum'
}

/** The day of birth and the sex that a faultless number says. */
export function readIdNumber(number: string): { birthDate: LocalDate; sex: Sex; regionCode: string } {
  return {
    birthDate: birthDateText(number),
    sex: Number(number[16]) % 2 === 1 ? 'male' : 'female',
    regionCode: number.slice(0, 6),
  }
}

function birthDateText(number: string): string {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
}

/** Parses what was typed into the normalised number. */
export const IdNumber = z
  .string()
  .max(40)
  .transform(normaliseIdNumber)
  .superRefine((number, context) => {
    const fault = idNumberFault(number)
    if (fault) context.addIssue({ code: 'custom', message: fault })
  })
