import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'

const Light = z.enum(['green', 'amber', 'red'])
const Named = z.object({ id: z.number(), name: LocalText })

const SubjectTask = z.object({
  id: z.string(),
  label: LocalText,
  organisation: Named.nullable(),
  dueAt: z.string().nullable(),
  light: Light.nullable(),
})

const SubjectEntry = z.object({
  id: z.string(),
  no: z.string(),
  title: z.string(),
  stage: LocalText,
  isOpen: z.boolean(),
  openedAt: z.string(),
  dueAt: z.string().nullable(),
  light: Light.nullable(),
  /** What is to be done, by whom, by when. */
  tasks: z.array(SubjectTask),
})

/** What ledgers hold on an object of the register, of what the caller may see; of the rest nothing is said. */
export const SubjectEntries = z.object({
  groups: z.array(z.object({ ledger: z.string(), title: LocalText, entries: z.array(SubjectEntry) })),
  /** Files of these entries. */
  files: z.array(z.object({ id: z.string(), entryId: z.string() })),
  /** The latest are shown, there are more that the caller may see. */
  more: z.boolean(),
})
export type SubjectEntries = z.infer<typeof SubjectEntries>
