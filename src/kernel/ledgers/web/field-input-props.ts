import type { Field } from '#kernel/ledgers/model'

export type FieldInputProps = {
  id: string
  field: Field
  value: unknown
  onChange: (value: unknown) => void
  faulty: boolean
}
