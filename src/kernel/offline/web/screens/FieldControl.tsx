import { useT } from '#kernel/ui/web'
import { BooleanControl, ChoiceControl, ChoicesControl } from './ChoiceControls.tsx'
import type { ControlProps } from './control-props.ts'
import { AccountControl, DivisionControl, OrganisationControl } from './DirectoryControls.tsx'
import { EntryControl } from './EntryControl.tsx'
import { FilesControl } from './FilesControl.tsx'
import { ObjectControl } from './ObjectControl.tsx'
import { PointControl } from './PointControl.tsx'
import { RowsControl } from './RowsControl.tsx'

/** The control for a value, by the kind its field was declared with; every one works without a line. */
export function FieldControl(props: ControlProps) {
  switch (props.field.kind) {
    case 'choice':
      return <ChoiceControl {...props} />
    case 'choices':
      return <ChoicesControl {...props} />
    case 'boolean':
      return <BooleanControl {...props} />
    case 'files':
      return <FilesControl {...props} />
    case 'point':
      return <PointControl {...props} />
    case 'person':
    case 'household':
    case 'place':
    case 'enterprise':
      return <ObjectControl {...props} />
    case 'division':
      return <DivisionControl {...props} />
    case 'organisation':
    case 'organisations':
      return <OrganisationControl {...props} />
    case 'account':
      return <AccountControl {...props} />
    case 'entry':
      return <EntryControl {...props} />
    case 'list':
      return <RowsControl {...props} control={FieldControl} />
    default:
      return <PlainControl {...props} />
  }
}

function PlainControl({ id, field, value, onChange, faulty }: ControlProps) {
  const t = useT()
  const common = { id, className: 'field-input', 'aria-invalid': faulty }
  const text = typeof value === 'string' ? value : ''
  if (field.kind === 'long_text')
    return (
      <textarea
        {...common}
        value={text}
        maxLength={field.max ?? 20_000}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      />
    )
  if (field.kind === 'number' || field.kind === 'money') {
    const factor = field.kind === 'money' ? 100 : 1
    return (
      <input
        {...common}
        type="number"
        inputMode={field.whole ? 'numeric' : 'decimal'}
        placeholder={field.kind === 'money' ? t('offline.screen.yuan') : undefined}
        step={field.whole ? 1 : 'any'}
        value={typeof value === 'number' ? value / factor : ''}
        onChange={({ target }) =>
          onChange(
            target.value === ''
              ? null
              : factor === 1
                ? Number(target.value)
                : Math.round(Number(target.value) * factor),
          )
        }
      />
    )
  }
  return (
    <input
      {...common}
      type={field.kind === 'date' ? 'date' : 'text'}
      value={text}
      maxLength={field.max ?? 400}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    />
  )
}
