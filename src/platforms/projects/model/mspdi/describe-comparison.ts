import { type Locale, translate } from '#kernel/i18n/model'
import { formatMoment } from '../schedule/moment.ts'
import { type ComparedField, type ComparedTask, type Comparison, comparedFields } from './compare.ts'
import './messages.ts'

function isFloat(field: ComparedField): boolean {
  return field === 'totalFloat' || field === 'freeFloat'
}

/** `7h30m`, `-16h`; hours, since a day of work is not the same in every calendar. */
export function describeSpan(seconds: number): string {
  const all = Math.abs(Math.round(seconds / 60))
  const [hours, minutes] = [Math.floor(all / 60), all % 60]
  const text = minutes === 0 ? `${hours}h` : hours === 0 ? `${minutes}m` : `${hours}h${minutes}m`
  return seconds < 0 && all > 0 ? `-${text}` : text
}

function describeValue(field: ComparedField, value: number | boolean | null, locale: Locale): string {
  if (value === null) return '–'
  if (typeof value === 'boolean') return translate(locale, value ? 'mspdi.yes' : 'mspdi.no')
  return isFloat(field) ? describeSpan(value) : formatMoment(value).slice(0, 16).replace('T', ' ')
}

/** One row for each value of a task: field, ours, theirs, difference (`=` where there is none). */
export function describeTask({ values }: ComparedTask, onlyDifferences: boolean, locale: Locale): string[][] {
  return comparedFields.flatMap((field) => {
    const { ours, theirs, difference, agrees } = values[field]
    if (agrees && (onlyDifferences || theirs === null)) return []
    const sign = difference !== null && difference > 0 ? '+' : ''
    return [
      [
        translate(locale, `mspdi.field.${field}`),
        describeValue(field, ours, locale),
        describeValue(field, theirs, locale),
        agrees ? '=' : difference === null ? '≠' : `${sign}${describeSpan(difference)}`,
      ],
    ]
  })
}

/** The comparison with moments as text, for programs. */
export function comparisonData({ tasks, ...rest }: Comparison) {
  const shown = (field: ComparedField, value: number | boolean | null) =>
    typeof value === 'number' && !isFloat(field) ? formatMoment(value) : value
  return {
    ...rest,
    tasks: tasks.map(({ values, ...task }) => ({
      ...task,
      values: Object.fromEntries(
        comparedFields.map((field) => {
          const value = values[field]
          return [field, { ...value, ours: shown(field, value.ours), theirs: shown(field, value.theirs) }]
        }),
      ),
    })),
  }
}
