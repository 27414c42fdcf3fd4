import type { Field } from '#kernel/ledgers/model'

export type FieldInputProps = {
  id: string
  /** The ledger of the form, where an upload must say what it is for. */
  ledger?: string | undefined
  field: Field
  value: unknown
  onChange: (value: unknown) => void
  faulty: boolean
}
