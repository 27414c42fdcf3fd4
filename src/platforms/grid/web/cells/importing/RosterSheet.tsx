import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import {
  asApiError,
  type DataColumn,
  DataTable,
  ErrorState,
  FormRow,
  Loading,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import type { RosterImportDetail } from '../../../model/cells/importing/plan.ts'
import { rosterImportQuery, useCancelRoster, useRosterStep } from './imports.ts'

type Line = RosterImportDetail['lines'][number]
const outcomes = ['adds', 'ends', 'refused', 'stays'] as const

/** One workbook: what it would change and what is refused, and the ways to do it, give it up, or take it back. */
export function RosterSheet({ id }: { id: string }) {
  const t = useT()
  const { data, error, refetch } = useQuery(rosterImportQuery(id))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={6} />
  const { fileName, state, replaces, counts } = data
  return (
    <article className="yw-sheet cells-import">
      <h2>{fileName}</h2>
      <p role="status">
        {t(`cells.import.state.${state}`)}
        {replaces && <> · {t('cells.import.replaces')}</>}
      </p>
      {data.changedMeanwhile && (
        <p className="cells-import-notice" role="alert">
          {t('cells.import.changed_meanwhile')}
        </p>
      )}
      {replaces && (counts.refused ?? 0) > 0 && state === 'checked' && (
        <p className="cells-import-notice">{t('cells.import.no_ends')}</p>
      )}
      <Lines list={data} />
      {state === 'checked' && <Steps list={data} step="run" />}
      {state === 'done' && <Steps list={data} step="undoing" />}
    </article>
  )
}

function Lines({ list: { lines, counts } }: { list: RosterImportDetail }) {
  const t = useT()
  const columns = useColumns()
  const first = outcomes.find((one) => (counts[one] ?? 0) > 0) ?? 'adds'
  const [chosen, setChosen] = useState<(typeof outcomes)[number]>()
  const shown = chosen ?? first
  return (
    <>
      <Segmented
        aria-label={t('cells.import.shown')}
        value={shown}
        options={outcomes.map((value) => ({
          value,
          label: `${t(`cells.import.${value}`)} ${String(counts[value] ?? 0)}`,
        }))}
        onChange={setChosen}
      />
      <DataTable
        caption={t(`cells.import.${shown}`)}
        columns={columns(shown)}
        rows={lines.filter(({ outcome }) => outcome === shown)}
        rowKey={({ row, outcome, at, who }) => `${row}/${outcome}/${at ?? ''}/${who ?? ''}`}
      />
    </>
  )
}

/** Of what is refused: where it stands and why; of the rest: who, where and from when. */
function useColumns(): (outcome: (typeof outcomes)[number]) => DataColumn<Line>[] {
  const t = useT()
  const text = useLocalText()
  const row: DataColumn<Line> = {
    key: 'row',
    title: t('cells.import.row'),
    width: 50,
    align: 'end',
    render: (line) => <span className="yw-number">{line.row}</span>,
  }
  const refused: DataColumn<Line>[] = [
    row,
    {
      key: 'reason',
      title: t('cells.import.reason'),
      width: 240,
      render: ({ reason }) => (reason === null ? '' : t(`cells.sheet.refused.${reason}`)),
    },
    {
      key: 'column',
      title: t('cells.import.column'),
      width: 150,
      render: ({ column, value }) => (
        <>
          {column === null ? '' : t(`cells.sheet.${column}`)} <span className="yw-quiet">{value}</span>
        </>
      ),
    },
  ]
  const others: DataColumn<Line>[] = [
    row,
    {
      key: 'place',
      title: t('cells.import.place'),
      width: 210,
      render: ({ place, at, duty }) => (
        <>
          {place ? text(place) : (at ?? '')}{' '}
          <span className="yw-quiet">{duty === null ? '' : t(`cells.sheet.duty.${duty}`)}</span>
        </>
      ),
    },
    {
      key: 'person',
      title: t('cells.sheet.person'),
      width: 170,
      render: ({ person, from }) => (
        <>
          {person ?? t('cells.building.unseen')} <span className="yw-quiet yw-number">{from}</span>
        </>
      ),
    },
  ]
  return (outcome) => (outcome === 'refused' ? refused : others)
}

type StepsProps = { list: RosterImportDetail; step: 'run' | 'undoing' }

/** With a reason, which stands beside every change. */
function Steps({ list: { id, counts }, step }: StepsProps) {
  const t = useT()
  const { message, modal } = App.useApp()
  const [reason, setReason] = useState('')
  const go = useRosterStep(id)
  const cancel = useCancelRoster(id)
  const count = (counts.adds ?? 0) + (counts.ends ?? 0)
  const onError = (error: unknown) => void message.error(asApiError(error).detail)
  const send = () => go.mutate({ step, reason: reason.trim() }, { onError, onSuccess: () => setReason('') })
  const ask = () => {
    if (step === 'run') return send()
    modal.confirm({
      title: t('cells.import.undo_title'),
      content: t('cells.import.undo_text'),
      okText: t('cells.import.undoing'),
      onOk: send,
    })
  }
  return (
    <div className="cells-form">
      <FormRow id={`${id}-reason`} label={t('cells.form.reason')}>
        <Input
          id={`${id}-reason`}
          maxLength={400}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </FormRow>
      <div className="cells-upload">
        <Button
          type={step === 'run' ? 'primary' : 'default'}
          disabled={reason.trim() === '' || count === 0}
          loading={go.isPending}
          onClick={ask}
        >
          {t(`cells.import.${step}`, { count })}
        </Button>
        {step === 'run' && (
          <Button loading={cancel.isPending} onClick={() => cancel.mutate(undefined, { onError })}>
            {t('cells.import.discard')}
          </Button>
        )}
      </div>
    </div>
  )
}
