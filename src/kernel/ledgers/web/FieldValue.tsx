import { useQuery } from '@tanstack/react-query'
import { useDivisionName } from '#kernel/divisions/web'
import { FileList } from '#kernel/files/web'
import { AccountName } from '#kernel/identity/web'
import { type ErasedValue, type Field, isErased } from '#kernel/ledgers/model'
import { useOrganisationName } from '#kernel/orgs/web'
import { RegistryName } from '#kernel/registry/web'
import { formatDate, formatNumber } from '#kernel/ui/model'
import { Amount, AppLink, DateText, useLocale, useLocalText, useT } from '#kernel/ui/web'
import { titleQuery } from './entry-titles.ts'
import { useFieldView } from './field-views.ts'
import { PointView } from './PointView.tsx'

type FieldValueProps = {
  field: Field
  value: unknown
  /** One line in a table, or all of it on a page. */
  brief?: boolean
  /** A point on a small map too: once on a page, and not wherever it is mentioned. */
  withMap?: boolean
}

/** A value as people read it, by the kind its field was declared with. */
export function FieldValue({ field, value, brief = false, withMap = false }: FieldValueProps) {
  if (value === null || value === undefined || value === '') return <NotGiven brief={brief} />
  if (isErased(value)) return <ErasedText value={value} />
  // Its kind says what it is; the server has checked it.
  const text = value as string
  switch (field.kind) {
    case 'choice':
      return <ChoiceText field={field} value={value} />
    case 'choices':
      return <ChoicesText field={field} value={value} />
    case 'number':
      return <NumberText field={field} value={Number(value)} />
    case 'money':
      return <Amount fen={Number(value)} />
    case 'date':
      return <DateText value={text} />
    case 'boolean':
      return <BooleanText value={value === true} />
    case 'division':
      return <DivisionText code={text} />
    case 'organisation':
      return <OrganisationText id={Number(value)} />
    case 'organisations':
      return <OrganisationsText ids={value as number[]} />
    case 'account':
      return <AccountName id={Number(value)} />
    case 'person':
    case 'household':
    case 'enterprise':
    case 'place':
      return <RegistryName kind={field.kind} id={text} />
    case 'entry':
      return <EntryName id={text} />
    case 'point':
      return <PointText field={field} value={value} withMap={withMap} />
    case 'files':
      return <Files ids={value as string[]} brief={brief} />
    case 'list':
      return <Rows field={field} rows={value as Record<string, unknown>[]} brief={brief} />
    default:
      return <span className={brief ? undefined : 'entry-long-text'}>{text}</span>
  }
}

function NotGiven({ brief }: { brief: boolean }) {
  const t = useT()
  return brief ? null : <span className="entry-not-given">{t('ledgers.screen.facts.empty')}</span>
}

/** What stood here was erased by law: since when, and by which certificate. */
function ErasedText({ value: { $erased } }: { value: ErasedValue }) {
  const t = useT()
  const params = { date: formatDate($erased.at), certificate: $erased.certificate }
  return <span className="entry-quiet">{t('ledgers.erased', params)}</span>
}

function ChoiceText({ field, value }: { field: Field; value: unknown }) {
  const text = useLocalText()
  const View = useFieldView(field.name)
  const option = field.options?.find((item) => item.value === value)
  const words = option ? text(option.label) : String(value as string)
  return View ? <View value={value} text={words} /> : <span>{words}</span>
}

function ChoicesText({ field, value }: { field: Field; value: unknown }) {
  const text = useLocalText()
  const { locale } = useLocale()
  const chosen = (field.options ?? []).filter((option) => (value as unknown[]).includes(option.value))
  return <span>{chosen.map((option) => text(option.label)).join(locale === 'en' ? ', ' : '、')}</span>
}

function NumberText({ field, value }: { field: Field; value: number }) {
  const text = useLocalText()
  const { locale } = useLocale()
  return (
    <span className="yw-number">
      {formatNumber(value, locale)} {field.unit && text(field.unit)}
    </span>
  )
}

function BooleanText({ value }: { value: boolean }) {
  const t = useT()
  return <span>{t(value ? 'ledgers.screen.yes' : 'ledgers.screen.no')}</span>
}

function DivisionText({ code }: { code: string }) {
  return <span>{useDivisionName()(code)}</span>
}

function OrganisationText({ id }: { id: number }) {
  return <span>{useOrganisationName()(id)}</span>
}

function OrganisationsText({ ids }: { ids: readonly number[] }) {
  const name = useOrganisationName()
  const { locale } = useLocale()
  return <span>{ids.map((id) => name(id)).join(locale === 'en' ? ', ' : '、')}</span>
}

/** Another entry by its title; one out of the reader's scope is held, unseen. */
function EntryName({ id }: { id: string }) {
  const t = useT()
  const { data } = useQuery(titleQuery(id))
  if (data === null) return <span>{t('ledgers.screen.unseen')}</span>
  return <AppLink to={`/entries/${id}`}>{data?.title ?? '…'}</AppLink>
}

function PointText({ field, value, withMap }: { field: Field; value: unknown; withMap: boolean }) {
  const text = useLocalText()
  return <PointView value={value} title={text(field.label)} withMap={withMap} />
}

function Files({ ids, brief }: { ids: readonly string[]; brief: boolean }) {
  if (brief) return <span className="yw-number">{ids.length}</span>
  return <FileList ids={ids} className="entry-files" />
}

function Rows({
  field,
  rows,
  brief,
}: {
  field: Field
  rows: readonly Record<string, unknown>[]
  brief: boolean
}) {
  const t = useT()
  const text = useLocalText()
  const items = field.items ?? []
  if (brief) return <span>{t('ledgers.screen.rows', { count: rows.length })}</span>
  return (
    <table className="entry-rows">
      <thead>
        <tr>
          {items.map((item) => (
            <th key={item.name} scope="col">
              {text(item.label)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {items.map((item) => (
              <td key={item.name}>
                <FieldValue field={item} value={row[item.name]} brief />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
