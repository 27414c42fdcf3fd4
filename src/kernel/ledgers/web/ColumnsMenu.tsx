import { TableOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { useT } from '#kernel/ui/web'
import type { ListColumn } from './list-columns.tsx'

type ColumnsMenuProps = {
  columns: readonly ListColumn[]
  shown: readonly string[]
  onChange: (shown: string[]) => void
}

/** Which columns the list shows. The number always stays: it opens the entry. */
export function ColumnsMenu({ columns, shown, onChange }: ColumnsMenuProps) {
  const t = useT()
  const content = (
    <Checkbox.Group
      className="columns-menu"
      value={[...shown]}
      options={columns.map(({ key, title }) => ({ value: key, label: title, disabled: key === 'no' }))}
      onChange={(chosen) => onChange(columns.map(({ key }) => key).filter((key) => chosen.includes(key)))}
    />
  )
  return (
    <Popover trigger="click" placement="bottomRight" content={content}>
      <Button icon={<TableOutlined />}>{t('ledgers.screen.columns')}</Button>
    </Popover>
  )
}
