import { type Field, isErased, Point, pointText } from '#kernel/ledgers/model'
import { formatDate, formatNumber } from '#kernel/ui/model'
import { Amount, useLocale, useLocalText, useT } from '#kernel/ui/web'
import { useFieldSession, useOfflineCells, useOfflineTasks } from './phone.ts'
import { useCarried } from './ObjectControl.tsx'

type ValueProps = { field: Field; value: unknown }

/** A value as people read it, by what the phone carries; what it doesn't carry is said to be held. */
export function OfflineValue({ field, value }: ValueProps) {
  const t = useT()
  const text = useLocalText()
  const { locale } = useLocale()
  if (value === null || value === undefined || value === '') return null
  if (isErased(value)) return <>{t('offline.screen.erased')}</>
  const label = (one: unknown) => {
    const option = field.options?.find((item) => item.value === one)
    return option ? text(option.label) : String(one as string)
  }
  switch (field.kind) {
    case 'choice':
      return <>{label(value)}</>
    case 'choices':
      return <>{(value as unknown[]).map(label).join(locale === 'en' ? ', ' : '、')}</>
    case 'number':
      return (
        <span className="yw-number">
          {formatNumber(Number(value), locale)} {field.unit && text(field.unit)}
        </span>
      )
    case 'money':
      return <Amount fen={Number(value)} />
    case 'date':
      return <time dateTime={String(value as string)}>{formatDate(String(value as string))}</time>
    case 'boolean':
      return <>{t(value === true ? 'offline.screen.yes' : 'offline.screen.no')}</>
    case 'point':
      return <PointText value={value} />
    case 'files':
      return <>{t('offline.screen.files', { count: (value as unknown[]).length })}</>
    case 'list':
      return <>{t('offline.screen.rows', { count: (value as unknown[]).length })}</>
    case 'text':
    case 'long_text':
      return <>{value as string}</>
    default:
      return <NamedText field={field} value={value} />
  }
}

function PointText({ value }: { value: unknown }) {
  const { data } = Point.safeParse(value)
  return data ? <span className="yw-number">{pointText(data)}</span> : null
}

/** Something that has a name elsewhere: in the register, among the divisions, in another ledger. */
function NamedText({ field, value }: ValueProps) {
  const t = useT()
  const { locale } = useLocale()
  const { worker } = useFieldSession()
  const carried = useCarried(field.kind)
  const cells = useOfflineCells()
  const tasks = useOfflineTasks()
  const named = carried.find(({ id }) => id === value)
  if (named) return <>{named.name}</>
  if (field.kind === 'division') {
    const cell = cells.find(({ layer, code }) => layer === 'division:village' && code === value)
    return <>{cell ? (locale === 'en' ? cell.nameEn : cell.name) : String(value as string)}</>
  }
  if (field.kind === 'entry') {
    const task = tasks.find(({ entryId }) => entryId === value)
    if (task) return <>{task.entryTitle}</>
  }
  if (field.kind === 'account' && value === worker?.accountId) return <>{worker?.name}</>
  return <span className="field-quiet">{t('offline.screen.not_carried')}</span>
}
