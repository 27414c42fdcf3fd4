import { useId, useState } from 'react'
import { type Field, type LedgerAnswer, Point } from '#kernel/ledgers/model'
import { findMissing, isBlank, shownFields, type Values } from '#kernel/ledgers/web'
import { useLocalText, useT } from '#kernel/ui/web'
import type { NewFile } from './control-props.ts'

type Files = Readonly<Record<string, readonly NewFile[]>>

type FormOf = {
  declaration: LedgerAnswer
  fields: readonly Field[]
  /** What is in it when it opens. */
  initial: Values
  /** What the entry holds besides, for which fields apply. */
  known?: Values
  stage?: string
}

/** What is typed into a form of the field, what is missing in it, and what would be queued. */
export function useForm({ declaration, fields: asked, initial, known = {}, stage = '' }: FormOf) {
  const t = useT()
  const text = useLocalText()
  const id = useId()
  const [values, setValues] = useState<Values>(initial)
  const [files, setFiles] = useState<Files>({})
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set())
  const fields = shownFields(declaration, asked, { ...known, ...values }, stage)
  const filled = (): Values => ({
    ...values,
    ...Object.fromEntries(Object.entries(files).filter(([, held]) => held.length > 0)),
  })
  return {
    id,
    fields,
    values,
    files,
    set: (name: string, value: unknown) => {
      setMissing((before) => new Set([...before].filter((one) => one !== name)))
      setValues((before) => ({ ...before, [name]: value }))
    },
    setFiles: (name: string, held: readonly NewFile[]) => setFiles((before) => ({ ...before, [name]: held })),
    problemOf: (field: Field) =>
      missing.has(field.name) ? t('offline.screen.missing', { label: text(field.label) }) : undefined,
    /** Whether everything that must be said is; where not, it is said beside each, and the first comes into sight. */
    check: (more: readonly Field[] = []): boolean => {
      const found = findMissing([...more, ...fields], filled(), ({ name }) => name).map(({ field }) => field)
      setMissing(new Set(found))
      const first = found[0]
      if (first !== undefined)
        document.getElementById(`${id}-${first}-label`)?.scrollIntoView({ block: 'center' })
      return found.length === 0
    },
    /** Photos as the queue takes them. */
    photos: () =>
      Object.entries(files).flatMap(([field, held]) => held.map(({ name, blob }) => ({ field, name, blob }))),
    /** What is said, without what is blank and what goes as files. */
    said: (): Record<string, unknown> =>
      Object.fromEntries(
        Object.entries(values).filter(
          ([name, value]) =>
            !isBlank(value) && fields.some((field) => field.name === name && field.kind !== 'files'),
        ),
      ),
    spot: () =>
      fields.flatMap(({ name, kind }) => (kind === 'point' ? [Point.safeParse(values[name]).data] : []))[0],
  }
}
export type Form = ReturnType<typeof useForm>
