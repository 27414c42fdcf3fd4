import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import type { BoardAnswer, Field, LedgerAnswer } from '#kernel/ledgers/model'
import {
  addressWith,
  AppLink,
  Empty,
  ErrorState,
  ExportMenu,
  Loading,
  PageHeader,
  useAddress,
  useLocalText,
  useSession,
  useT,
} from '#kernel/ui/web'
import { AsOfBanner } from './EntryPage.tsx'
import { FieldValue } from './FieldValue.tsx'
import { ListFilters } from './ListFilters.tsx'
import { listQuery } from './list-address.ts'
import './ledgers.css'
import './messages.ts'
import { OfLedger } from './OfLedger.tsx'
import { boardQuery } from './queries.ts'

/** How many entries stand where, under the same filters as the list. Every number opens its entries. */
export function BoardPage({ ledger }: { ledger: string }) {
  return <OfLedger ledger={ledger}>{(declaration) => <Board declaration={declaration} />}</OfLedger>
}

/** The filter of the list that holds exactly one group; `-` holds those where nothing is given. */
function filterOf(groupBy: string, group: string): Record<string, string> {
  const key = group === '' ? '-' : group
  return ['stage', 'township', 'organisation'].includes(groupBy)
    ? { [groupBy]: key }
    : { [`f.${groupBy}`]: key }
}

/** Stages and choices stand in the order they were declared in, what is not given last; the rest as it came. */
function inDeclaredOrder(declaration: LedgerAnswer, groupBy: string, groups: BoardAnswer['groups']) {
  const options = declaration.fields.find(({ name }) => name === groupBy)?.options ?? []
  const order =
    groupBy === 'stage' ? declaration.stages.map(({ id }) => id) : options.map(({ value }) => value)
  if (order.length === 0) return groups
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length)
  return groups.toSorted((a, b) => place(a.key) - place(b.key))
}

function Board({ declaration }: { declaration: LedgerAnswer }) {
  const t = useT()
  const text = useLocalText()
  const [address, change] = useAddress()
  const groupBy = address['groupBy'] ?? 'stage'
  const filters = listQuery(address)
  const { data, error, refetch } = useQuery(boardQuery(declaration.id, { ...filters, groupBy }))
  const mayExport = useSession().session.rights.includes('ledgers.export')
  const workbook = addressWith(`/api/ledgers/${declaration.id}/board.xlsx`, { ...filters, groupBy })
  const groupings = [
    { value: 'stage', label: t('ledgers.screen.column.stage') },
    { value: 'township', label: t('ledgers.screen.column.place') },
    { value: 'organisation', label: t('ledgers.screen.column.organisation') },
    ...declaration.fields
      .filter((field) => field.filter && (field.kind === 'choice' || field.kind === 'boolean'))
      .map((field) => ({ value: field.name, label: text(field.label) })),
  ]
  return (
    <div className="list-page">
      <PageHeader
        title={t('ledgers.screen.board_of', { ledger: text(declaration.title) })}
        actions={
          <>
            {mayExport && <ExportMenu items={[{ format: 'xlsx', address: workbook }]} />}
            <label className="board-group">
              {t('ledgers.screen.board.group_by')}
              <Select
                aria-label={t('ledgers.screen.board.group_by')}
                value={groupBy}
                options={groupings}
                popupMatchSelectWidth={false}
                style={{ minWidth: 140 }}
                onChange={(next) => change({ groupBy: next === 'stage' ? null : next })}
              />
            </label>
          </>
        }
      />
      <ListFilters declaration={declaration} />
      <AsOfBanner />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data?.total === 0 && <Empty title={t('ledgers.screen.empty')} />}
      {data && data.total > 0 && (
        <BoardTable
          board={{ ...data, groups: inDeclaredOrder(declaration, groupBy, data.groups) }}
          title={groupings.find(({ value }) => value === groupBy)?.label ?? groupBy}
          linkTo={(more) => addressWith(`/ledgers/${declaration.id}`, { ...filters, ...more })}
          groupBy={groupBy}
          field={declaration.fields.find(({ name }) => name === groupBy)}
        />
      )}
    </div>
  )
}

type BoardTableProps = {
  /** The field by which is grouped, where it is one. */
  field: Field | undefined
  board: BoardAnswer
  title: string
  groupBy: string
  linkTo: (filter: Record<string, string>) => string
}

function BoardTable({ field, board, title, groupBy, linkTo }: BoardTableProps) {
  const t = useT()
  const text = useLocalText()
  const largest = Math.max(...board.groups.map(({ count }) => count), 1)
  const overdueKnown = board.groups.every(({ overdue }) => overdue !== null)
  const overdueTotal = board.groups.reduce((sum, { overdue }) => sum + (overdue ?? 0), 0)
  return (
    <div className="list-scroll">
      <table className="board">
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col" className="board-bars">
              {t('ledgers.screen.board.count')}
            </th>
            {overdueKnown && <th scope="col">{t('ledgers.screen.overdue')}</th>}
          </tr>
        </thead>
        <tbody>
          {board.groups.map(({ key, label, count, overdue }) => (
            <tr key={key}>
              <th scope="row">
                <GroupName field={field} groupBy={groupBy} group={key} name={text(label)} />
              </th>
              <td>
                <AppLink to={linkTo(filterOf(groupBy, key))} className="board-bar">
                  <span style={{ width: `${(count / largest) * 100}%` }} aria-hidden="true" />
                  <strong className="yw-number">{count}</strong>
                </AppLink>
              </td>
              {overdueKnown && (
                <td className="yw-number">
                  {overdue ? (
                    <AppLink to={linkTo({ ...filterOf(groupBy, key), light: 'red' })}>{overdue}</AppLink>
                  ) : (
                    0
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('ledgers.screen.board.total')}</th>
            <td>
              <AppLink to={linkTo({})} className="yw-number">
                {board.total}
              </AppLink>
            </td>
            {overdueKnown && (
              <td className="yw-number">
                <AppLink to={linkTo({ light: 'red' })}>{overdueTotal}</AppLink>
              </td>
            )}
          </tr>
        </tfoot>
      </table>
      {!overdueKnown && <p className="entry-quiet board-note">{t('ledgers.screen.board.no_overdue')}</p>}
    </div>
  )
}

type GroupNameProps = { field: Field | undefined; groupBy: string; group: string; name: string }

function GroupName({ field, groupBy, group, name }: GroupNameProps) {
  const t = useT()
  if (group === '') return t(`ledgers.screen.board.${groupBy === 'township' ? 'whole' : 'none'}`)
  if (field?.kind === 'boolean') return <FieldValue field={field} value={group === 'true'} brief />
  return field ? <FieldValue field={field} value={group} brief /> : name
}
