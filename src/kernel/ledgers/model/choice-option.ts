import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { Identifier } from './identifier.ts'

/** One of the choices of a field. */
export const ChoiceOption = z.strictObject({
  value: Identifier,
  label: LocalText,
  /** Not offered any more; what bears it keeps it. */
  ended: z.boolean().optional(),
})
