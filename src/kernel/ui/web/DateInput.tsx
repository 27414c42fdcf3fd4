import { DatePicker } from 'antd'
import dayjs from 'dayjs'

type DateInputProps = {
  id?: string
  /** `YYYY-MM-DD`. */
  value: string | null
  onChange: (date: string | null) => void
  /** The last day that can be chosen. */
  max?: string
  placeholder?: string
  label?: string
  status?: 'error' | ''
  width?: number | string
}

/** A day, chosen from the calendar or typed. */
export function DateInput({
  id,
  value,
  onChange,
  max,
  placeholder,
  label,
  status = '',
  width = '100%',
}: DateInputProps) {
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(max === undefined ? {} : { maxDate: dayjs(max) })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      status={status}
      value={value ? dayjs(value) : null}
      style={{ width }}
      onChange={(date) => onChange(date?.format('YYYY-MM-DD') ?? null)}
    />
  )
}

/** A moment on the wall clock of the offices (UTC+8 all year), as ISO 8601. */
export function MomentInput({
  id,
  value,
  onChange,
  placeholder,
}: Pick<DateInputProps, 'id' | 'value' | 'onChange' | 'placeholder'>) {
  const shown = value
    ? dayjs(new Date(new Date(value).getTime() + 8 * 3_600_000).toISOString().slice(0, 19))
    : null
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      {...(placeholder === undefined ? {} : { placeholder })}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      maxDate={dayjs()}
      value={shown}
      style={{ width: '100%' }}
      onChange={(moment) => onChange(moment ? `${moment.format('YYYY-MM-DDTHH:mm:00')}+08:00` : null)}
    />
  )
}
