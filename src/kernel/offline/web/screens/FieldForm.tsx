import type { Field } from '#kernel/ledgers/model'
import { useLocalText } from '#kernel/ui/web'
import { isGroup } from './control-props.ts'
import { FieldControl } from './FieldControl.tsx'
import { FieldRow } from './FieldRow.tsx'
import type { Form } from './use-form.ts'

/** The controls of declared fields, one under the other, for a thumb. */
export function FieldForm({ form, fields = form.fields }: { form: Form; fields?: readonly Field[] }) {
  const text = useLocalText()
  return fields.map((field) => {
    const id = `${form.id}-${field.name}`
    const problem = form.problemOf(field)
    return (
      <FieldRow
        key={field.name}
        id={isGroup(field) ? undefined : id}
        labelId={`${id}-label`}
        label={text(field.label)}
        required={field.required}
        help={field.help && text(field.help)}
        problem={problem}
      >
        <FieldControl
          id={id}
          labelId={`${id}-label`}
          field={field}
          value={form.values[field.name]}
          faulty={problem !== undefined}
          files={form.files[field.name] ?? []}
          onFiles={(files) => form.setFiles(field.name, files)}
          onChange={(value) => form.set(field.name, value)}
        />
      </FieldRow>
    )
  })
}
