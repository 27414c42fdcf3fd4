import { Drawer } from 'antd'
import { useState } from 'react'
import { formatFen } from '#kernel/ui/model'
import { AppLink, type DataColumn, DataTable, useLocale, useT } from '#kernel/ui/web'
import type { InvestmentAnswer, InvestmentProject } from '../../model/investment/answers.ts'
import { type AmountKind, amountKinds } from '../../model/investment/light-rule.ts'
import { projectAddress } from '../addresses.ts'
import { MonthRows } from './MonthRows.tsx'
import { ProgressLightMark } from './ProgressLightMark.tsx'

type Gap = 'statistics' | 'paid'
const gaps: readonly Gap[] = ['statistics', 'paid']

/** The three amounts of each project in the year, kept apart, with their gaps; every number opens its months. */
export function AmountsTable({ answer }: { answer: InvestmentAnswer }) {
  const t = useT()
  const [opened, setOpened] = useState<InvestmentProject | 'all' | null>(null)
  const columns: DataColumn<InvestmentProject>[] = [
    {
      key: 'name',
      title: t('projects.field.name'),
      width: 260,
      render: ({ id, name }) => <AppLink to={projectAddress(id)}>{name}</AppLink>,
    },
    {
      key: 'light',
      title: t('projects.investment.light'),
      width: 110,
      render: ({ name, progress }) => (
        <ProgressLightMark name={name} progress={progress} rule={answer.lightRule} />
      ),
    },
    {
      key: 'plan',
      title: t('projects.investment.field.plannedFen'),
      align: 'end',
      width: 120,
      render: (row) => <Opens sum={row.totals.plan} onOpen={() => setOpened(row)} />,
    },
    ...amountKinds.map(
      (kind: AmountKind): DataColumn<InvestmentProject> => ({
        key: kind,
        title: t(`projects.investment.amount.${kind}`),
        align: 'end',
        width: 130,
        render: (row) => <Opens sum={row.totals.amounts[kind]} onOpen={() => setOpened(row)} />,
      }),
    ),
    ...gaps.map(
      (gap): DataColumn<InvestmentProject> => ({
        key: `gap ${gap}`,
        title: t(`projects.investment.gap.${gap}`),
        align: 'end',
        width: 140,
        render: (row) => <GapCell gap={row.totals.gaps[gap]} onOpen={() => setOpened(row)} />,
      }),
    ),
  ]
  return (
    <>
      <Totals answer={answer} onOpen={() => setOpened('all')} />
      <div className="investment-scroll">
        <DataTable
          caption={t('projects.investment.title')}
          columns={columns}
          rows={answer.projects}
          rowKey={({ id }) => id}
        />
      </div>
      <Drawer
        size="large"
        open={opened !== null}
        onClose={() => setOpened(null)}
        title={
          opened === 'all' || opened === null
            ? t('projects.investment.all_months', { year: answer.year })
            : opened.name
        }
      >
        {opened !== null && <MonthRows projects={opened === 'all' ? answer.projects : [opened]} />}
      </Drawer>
    </>
  )
}

type Sum = { fen: number; known: number; of: number }

/** A sum, how many of its months are known, and the way to them; nothing known is not nought. */
function Opens({ sum, onOpen }: { sum: Sum & { opening?: unknown }; onOpen: () => void }) {
  const t = useT()
  const { locale } = useLocale()
  if (sum.known === 0 && !sum.opening) return <span className="yw-quiet">{t('ui.unknown')}</span>
  return (
    <button type="button" className="investment-number" onClick={onOpen}>
      {formatFen(sum.fen, locale)}
      {sum.known < sum.of && (
        <small>{t('projects.indicators.of_known', { known: sum.known, of: sum.of })}</small>
      )}
    </button>
  )
}

type GapAnswer = InvestmentProject['totals']['gaps']['paid']

function GapCell({ gap, onOpen }: { gap: GapAnswer; onOpen: () => void }) {
  const t = useT()
  const { locale } = useLocale()
  if (gap.comparable === 0) return <span className="yw-quiet">{t('projects.investment.gap.none')}</span>
  return (
    <button type="button" className="investment-number" onClick={onOpen}>
      {formatFen(gap.fen, locale)}
      {gap.comparable < gap.of && (
        <small>{t('projects.investment.gap.of', { comparable: gap.comparable, of: gap.of })}</small>
      )}
    </button>
  )
}

function Totals({ answer, onOpen }: { answer: InvestmentAnswer; onOpen: () => void }) {
  const t = useT()
  const { totals } = answer
  return (
    <dl className="investment-totals">
      <div>
        <dt>{t('projects.investment.field.plannedFen')}</dt>
        <dd>
          <Opens sum={totals.plan} onOpen={onOpen} />
        </dd>
      </div>
      {amountKinds.map((kind) => (
        <div key={kind}>
          <dt>{t(`projects.investment.amount.${kind}`)}</dt>
          <dd>
            <Opens sum={totals.amounts[kind]} onOpen={onOpen} />
          </dd>
        </div>
      ))}
      {gaps.map((gap) => (
        <div key={`gap ${gap}`}>
          <dt>{t(`projects.investment.gap.${gap}`)}</dt>
          <dd>
            <GapCell gap={totals.gaps[gap]} onOpen={onOpen} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
