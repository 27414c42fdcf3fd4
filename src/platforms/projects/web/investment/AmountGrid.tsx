import { App, Button, Input, Segmented } from 'antd'
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react'
import { asApiError, useAddress, useT } from '#kernel/ui/web'
import { readWan, wanText } from '../../model/amounts.ts'
import { type AmountCell, type EnteredAmount, enteredAmounts } from '../../model/investment/amount-input.ts'
import type { InvestmentAnswer, InvestmentProject } from '../../model/investment/answers.ts'
import { monthsOfYear } from '../../model/investment/reporting-rule.ts'
import { AmountImport } from './AmountImport.tsx'
import { useStateAmounts } from './queries.ts'

type Typed = ReadonlyMap<string, string>
const cellKey = (row: number, column: number) => `${row} ${column}`

/** Many projects and months at once, in 万元: arrows and Enter move, a block from a spreadsheet can be pasted. */
export function AmountGrid({ answer }: { answer: InvestmentAnswer }) {
  const t = useT()
  const { message } = App.useApp()
  const [{ amount: asked }, change] = useAddress()
  const amount = enteredAmounts.find((known) => known === asked) ?? 'reported'
  const [typed, setTyped] = useState<Typed>(new Map())
  const [source, setSource] = useState('')
  const state = useStateAmounts()
  const periods = [...monthsOfYear(answer.year), ...(amount === 'plan' ? [answer.year] : [])]
  const rows = answer.projects
  const changed = [...typed].flatMap(([key, text]) => changeOf(rows, periods, amount, key, text) ?? [])
  const faults = changed.filter(({ fault }) => fault)
  const cells = changed.flatMap(({ cell }) => cell ?? [])
  const put = (row: number, column: number, text: string) =>
    setTyped((before) => new Map(before).set(cellKey(row, column), text))
  const save = () =>
    state.mutateAsync({ amount, source: source.trim(), cells }).then(
      ({ recorded }) => {
        setTyped(new Map())
        void message.success(t('projects.investment.saved', { count: recorded }))
      },
      (error: unknown) => void message.error(asApiError(error).detail),
    )
  return (
    <>
      <div className="investment-bar">
        <Segmented
          aria-label={t('projects.investment.which')}
          value={amount}
          options={enteredAmounts.map((value) => ({ value, label: t(`projects.investment.enter.${value}`) }))}
          onChange={(value) => {
            setTyped(new Map())
            change({ amount: value })
          }}
        />
        <span className="yw-quiet">{t('projects.investment.grid.help')}</span>
      </div>
      <div className="investment-scroll">
        <GridTable rows={rows} periods={periods} amount={amount} typed={typed} put={put} />
      </div>
      <div className="investment-save">
        <Input
          aria-label={t('projects.investment.source')}
          placeholder={t('projects.investment.source')}
          value={source}
          maxLength={400}
          onChange={({ target }) => setSource(target.value)}
        />
        <Button
          type="primary"
          disabled={cells.length === 0 || faults.length > 0 || source.trim() === ''}
          loading={state.isPending}
          onClick={() => void save()}
        >
          {t('projects.investment.save', { count: cells.length })}
        </Button>
        <AmountImport amount={amount} year={answer.year} source={source.trim()} />
        {faults.length > 0 && (
          <span className="yw-form-problem" role="alert">
            {t('projects.investment.grid.faults', { count: faults.length })}
          </span>
        )}
      </div>
    </>
  )
}

type Changed = { cell: AmountCell | null; fault: boolean }

function statedOf(project: InvestmentProject | undefined, period: string, amount: EnteredAmount) {
  const month = project?.months.find((one) => one.period === period)
  return { month, stated: (amount === 'plan' ? month?.plan : month?.amounts[amount]) ?? null }
}

/** What a typed cell states, where it differs from what stands there. */
function changeOf(
  rows: readonly InvestmentProject[],
  periods: readonly string[],
  amount: EnteredAmount,
  key: string,
  text: string,
): Changed | null {
  const [row = 0, column = 0] = key.split(' ').map(Number)
  const project = rows[row]
  const period = periods[column]
  if (!project || !period) return null
  const { month, stated } = statedOf(project, period, amount)
  const plain = text.replaceAll(/[,\s]/g, '')
  const read = plain === '' ? { fen: null } : readWan(plain)
  if ('fault' in read) return { cell: null, fault: true }
  if (read.fen === (stated?.fen ?? null)) return null
  return { cell: { projectId: project.id, period, fen: read.fen, seq: month?.seq ?? null }, fault: false }
}

type GridProps = {
  rows: readonly InvestmentProject[]
  periods: readonly string[]
  amount: EnteredAmount
  typed: Typed
  put: (row: number, column: number, text: string) => void
}

const moves: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0] }

function GridTable({ rows, periods, amount, typed, put }: GridProps) {
  const t = useT()
  const move = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number) => {
    const step = moves[event.key]
    if (!step) return
    event.preventDefault()
    const cell = `[data-cell="${cellKey(row + step[0], column + step[1])}"]`
    event.currentTarget.closest('table')?.querySelector<HTMLInputElement>(cell)?.focus()
  }
  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const text = event.clipboardData.getData('text/plain').replaceAll('\r', '')
    if (!/[\t\n]/.test(text)) return
    event.preventDefault()
    const lines = text.replace(/\n$/, '').split('\n')
    for (const [down, line] of lines.entries())
      for (const [right, cell] of line.split('\t').entries())
        if (rows[row + down]?.can.includes(amount) && periods[column + right])
          put(row + down, column + right, cell.trim())
  }
  return (
    <table className="investment-grid">
      <caption className="yw-visually-hidden">{t(`projects.investment.enter.${amount}`)}</caption>
      <thead>
        <tr>
          <th scope="col">{t('projects.field.name')}</th>
          {periods.map((period) => (
            <th key={period} scope="col">
              {period.length === 4 ? t('projects.investment.whole_year') : period.slice(5)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((project, row) => (
          <tr key={project.id}>
            <th scope="row" title={project.name}>
              {project.name}
            </th>
            {periods.map((period, column) => {
              const { stated } = statedOf(project, period, amount)
              const key = cellKey(row, column)
              const text = typed.get(key) ?? (stated ? wanText(stated.fen) : '')
              const change = typed.has(key) ? changeOf(rows, periods, amount, key, text) : null
              return (
                <td key={period} data-changed={change ? (change.fault ? 'fault' : '') : undefined}>
                  <input
                    data-cell={key}
                    inputMode="decimal"
                    aria-label={`${project.name} ${period}`}
                    aria-invalid={change?.fault}
                    disabled={!project.can.includes(amount)}
                    value={text}
                    onChange={({ target }) => put(row, column, target.value)}
                    onFocus={({ target }) => target.select()}
                    onKeyDown={(event) => move(event, row, column)}
                    onPaste={(event) => paste(event, row, column)}
                  />
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
