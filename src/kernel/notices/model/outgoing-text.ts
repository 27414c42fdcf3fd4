import { z } from 'zod'

/** The kinds of notices that go outside; a trial is sent by whoever sets an adapter up. */
export const outgoingKinds = [
  'task_opened',
  'tasks_opened',
  'reminded',
  'supervised',
  'circulated',
  'entry_closed',
  'entry_answered',
  'entry_voided',
  'change_requested',
  'change_approved',
  'change_refused',
  'digest',
  'trial',
] as const
export const OutgoingKind = z.enum(outgoingKinds)
export const OutgoingLocale = z.enum(['zh-CN', 'en'])

const textMax = 200
const placeholder = '{no}'

/**
 * What may go outside: words of the office’s own and the number of the entry. Nothing else can be put in, so that no
 * title, name or number of a person ever leaves with it.
 */
export function outgoingTextFault(text: string): `notices.${string}` | undefined {
  if (text.trim() === '') return 'notices.text_empty'
  const rest = text.replaceAll(placeholder, '')
  if (/[{}]/.test(rest)) return 'notices.text_placeholder'
  return /\d{5,}/.test(rest.replaceAll(/[\s-]/g, '')) ? 'notices.text_number' : undefined
}

export const OutgoingText = z
  .string()
  .trim()
  .max(textMax)
  .superRefine((text, context) => {
    const fault = outgoingTextFault(text)
    if (fault) context.addIssue({ code: 'custom', message: fault })
  })

/** The text with the entry’s number; where there is none, the brackets around it go too. */
export function fillText(text: string, no: string | null): string {
  return no === null
    ? text.replaceAll(/\s?[（(]\{no\}[）)]/g, '').replaceAll(placeholder, '')
    : text.replaceAll(placeholder, no)
}

export const NoticeText = z.strictObject({
  kind: OutgoingKind,
  locale: OutgoingLocale,
  text: z.string(),
  /** The program’s own, which stands where nobody wrote another. */
  own: z.string(),
  /** 0: nobody changed it yet. */
  version: z.int(),
  changedBy: z.string().nullable(),
  changedAt: z.iso.datetime().nullable(),
})
export type NoticeText = z.infer<typeof NoticeText>
export const NoticeTextList = z.strictObject({ rows: z.array(NoticeText) })
export type NoticeTextList = z.infer<typeof NoticeTextList>

/** Null: the program’s own again. */
export const NoticeTextUpdate = z.strictObject({
  text: OutgoingText.nullable(),
  expectedVersion: z.int().min(0),
})
