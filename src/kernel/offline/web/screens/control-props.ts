import type { Field } from '#kernel/ledgers/model'

export type ControlProps = {
  id: string
  labelId: string
  field: Field
  value: unknown
  onChange: (value: unknown) => void
  faulty: boolean
  /** Files that go with the form, by field. */
  files: readonly NewFile[]
  onFiles: (files: readonly NewFile[]) => void
}

/** A file that the phone holds until it is sent. */
export type NewFile = { name: string; blob: Blob }

/** Kinds whose control is a group with a name of its own, not one thing that a label can name. */
export function isGroup({ kind, options }: Field): boolean {
  return (
    ['choices', 'boolean', 'files', 'point', 'list', 'organisations'].includes(kind) ||
    (kind === 'choice' && (options?.length ?? 0) <= radioMax)
  )
}

/** More than so many choices are a list that opens. */
export const radioMax = 7
