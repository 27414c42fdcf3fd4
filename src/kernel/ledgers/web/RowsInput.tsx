import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ComponentType } from 'react'
import { useLocalText, useT } from '#kernel/ui/web'
import type { FieldInputProps } from './field-input-props.ts'

type Row = Record<string, unknown>

type RowsInputProps = FieldInputProps & {
  /** The control of one value, which holds this one too. */
  control: ComponentType<FieldInputProps>
}

/** Several things of one shape, one under the other. */
export function RowsInput({ id, field, value, onChange, control: Control }: RowsInputProps) {
  const t = useT()
  const text = useLocalText()
  const rows = (value ?? []) as Row[]
  const replace = (index: number, row: Row) => onChange(rows.map((other, at) => (at === index ? row : other)))
  return (
    <div className="form-rows">
      {rows.map((row, index) => (
        <fieldset key={index}>
          <legend>
            {t('ledgers.screen.form.row', { row: index + 1 })}
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('ledgers.screen.form.remove_row', { row: index + 1 })}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            />
          </legend>
          {(field.items ?? []).map((item) => (
            <div key={item.name}>
              <label htmlFor={`${id}-${index}-${item.name}`}>{text(item.label)}</label>
              <Control
                id={`${id}-${index}-${item.name}`}
                field={item}
                value={row[item.name]}
                faulty={false}
                onChange={(next) => replace(index, { ...row, [item.name]: next })}
              />
            </div>
          ))}
        </fieldset>
      ))}
      <Button id={id} icon={<PlusOutlined />} onClick={() => onChange([...rows, {}])}>
        {t('ledgers.screen.form.add_row')}
      </Button>
    </div>
  )
}
