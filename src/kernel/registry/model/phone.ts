import { z } from 'zod'

/** Digits only, without the country's code: `+86 138-0013-8000` is `13800138000`. */
export function normalisePhone(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s()-]/g, '')
    .replace(/^(\+|00)86/, '')
}

/** A mobile number of 11 digits, or a fixed one with its area code. */
export function isPhone(number: string): boolean {
  return /^1[3-9]\d{9}$/.test(number) || /^0\d{9,11}$/.test(number)
}

/** Parses what was typed into the normalised number. */
export const Phone = z
  .string()
  .max(40)
  .transform(normalisePhone)
  .superRefine((number, context) => {
    if (!isPhone(number)) context.addIssue({ code: 'custom', message: 'registry.phone_form' })
  })
