import { Segmented } from 'antd'
import { RatesFiles, RatesView } from '#kernel/ledgers/web'
import { PageHeader, useAddress, useT } from '#kernel/ui/web'
import { BulletinsView } from '../bulletins/BulletinsView.tsx'
import { DensityView } from './DensityView.tsx'
import { ExclusionsView } from './ExclusionsView.tsx'
import './quality.css'
import { TimesView } from './TimesView.tsx'
import { TrendView } from './TrendView.tsx'
import { useCellNames } from './use-cell-names.ts'

const tabs = ['rates', 'exclusions', 'times', 'density', 'bulletins'] as const
type Tab = (typeof tabs)[number]

/** 办理质量: the rates with what was left out of them, appeals, when and where incidents are reported, and bulletins. */
export default function QualityPage() {
  const t = useT()
  const [address, change] = useAddress()
  const tab = tabs.find((name) => name === address['tab']) ?? 'rates'
  return (
    <div className="list-page quality-page">
      <PageHeader title={t('quality.title')} actions={tab === 'rates' && <RatesFiles ledger="incident" />} />
      <div className="quality-tabs">
        <Segmented
          aria-label={t('quality.title')}
          value={tab}
          options={tabs.map((value) => ({ value, label: t(`quality.tab.${value}`) }))}
          onChange={(next) => change({ tab: next === 'rates' ? null : next, page: null, cell: null })}
        />
      </div>
      <View tab={tab} />
    </div>
  )
}

function View({ tab }: { tab: Tab }) {
  if (tab === 'exclusions') return <ExclusionsView />
  if (tab === 'times') return <TimesView />
  if (tab === 'density') return <DensityView />
  if (tab === 'bulletins') return <BulletinsView />
  return <Rates />
}

const byCell = ['gridCell'] as const

function Rates() {
  const names = useCellNames()
  return (
    <div className="quality-scroll rates-page">
      <RatesView ledger="incident" more={byCell} names={names} />
      <TrendView />
    </div>
  )
}
