import { DeleteOutlined } from '@ant-design/icons'
import type { ComponentType } from 'react'
import type { Field } from '#kernel/ledgers/model'
import { useLocalText, useT } from '#kernel/ui/web'
import type { ControlProps } from './control-props.ts'
import { FieldRow } from './FieldRow.tsx'
import { isGroup } from './control-props.ts'

type Row = Readonly<Record<string, unknown>>

/** Rows of a list, one under the other. */
export function RowsControl(props: ControlProps & { control: ComponentType<ControlProps> }) {
  const { id, labelId, field, value, onChange, control: Control } = props
  const t = useT()
  const text = useLocalText()
  const rows = Array.isArray(value) ? (value as Row[]) : []
  const items = (field.items ?? []) as Field[]
  const change = (index: number, name: string, next: unknown) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, [name]: next } : row)))
  return (
    <div role="group" aria-labelledby={labelId}>
      {rows.map((row, index) => (
        <div key={index} className="field-card">
          <button
            type="button"
            className="field-icon-button"
            aria-label={t('offline.screen.rows.remove', { no: index + 1 })}
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          >
            <DeleteOutlined aria-hidden="true" />
          </button>
          {items.map((item) => {
            const own = `${id}-${index}-${item.name}`
            return (
              <FieldRow
                key={item.name}
                id={isGroup(item) ? undefined : own}
                labelId={`${own}-label`}
                label={text(item.label)}
                required={item.required}
              >
                <Control
                  id={own}
                  labelId={`${own}-label`}
                  field={item}
                  value={row[item.name]}
                  faulty={false}
                  files={[]}
                  onFiles={() => undefined}
                  onChange={(next) => change(index, item.name, next)}
                />
              </FieldRow>
            )
          })}
        </div>
      ))}
      <button
        type="button"
        className="field-button field-button-plain"
        onClick={() => onChange([...rows, {}])}
      >
        {t('offline.screen.rows.add')}
      </button>
    </div>
  )
}
