import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { formatDate } from '#kernel/ui/model'
import { ErrorState, Loading, PageHeader, useAddress, useSession, useT } from '#kernel/ui/web'
import type { GateAnswer } from '../../model/gate/answers.ts'
import '../life/life.css'
import '../projects.css'
import { CatalogueTable } from './CatalogueTable.tsx'
import { DraftTab } from './DraftTab.tsx'
import { gateQuery, versionQuery } from './queries.ts'
import { RuleList } from './RuleList.tsx'
import { TrialTab } from './TrialTab.tsx'

const tabs = ['rules', 'catalogue', 'try', 'versions', 'draft'] as const

/** 项目准入关: the rules in force with their sources, a trial, earlier versions, and the draft of the next one. */
export default function GatePage() {
  const t = useT()
  const [address, change] = useAddress()
  const mayDraft = useSession().session.rights.includes('ledgers.import')
  const { data, error, refetch } = useQuery(gateQuery)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={8} />
  const offered = tabs.filter((tab) => tab !== 'draft' || mayDraft)
  const shown = offered.find((tab) => tab === address['tab']) ?? 'rules'
  return (
    <>
      <PageHeader title={t('projects.gate.page')} text={t('projects.gate.page.text')} />
      <div className="life-page">
        <div className="life-tabs">
          <Segmented
            aria-label={t('projects.gate.page')}
            value={shown}
            options={offered.map((tab) => ({ value: tab, label: t(`projects.gate.tab.${tab}`) }))}
            onChange={(tab) => change({ tab, version: null })}
          />
          {!mayDraft && <span className="project-quiet">{t('projects.gate.read_only')}</span>}
        </div>
        {shown === 'draft' ? (
          <DraftTab current={data.current?.content ?? null} />
        ) : (
          <Reading tab={shown} data={data} />
        )}
      </div>
    </>
  )
}

function Reading({
  tab,
  data: { current, versions },
}: {
  tab: Exclude<(typeof tabs)[number], 'draft'>
  data: GateAnswer
}) {
  const t = useT()
  if (!current) return <p className="gate-notice">{t('projects.gate.none')}</p>
  if (tab === 'try') return <TrialTab />
  if (tab === 'versions') return <Versions versions={versions} />
  return (
    <>
      <p className="project-quiet">
        {t('projects.gate.version', { version: current.version })} ·{' '}
        {t('projects.gate.published', { at: formatDate(current.publishedAt, true), name: current.by })} ·{' '}
        {current.reason}
      </p>
      {tab === 'rules' ? (
        <RuleList content={current.content} since={current.since} />
      ) : (
        <CatalogueTable content={current.content} />
      )}
    </>
  )
}

function Versions({ versions }: { versions: GateAnswer['versions'] }) {
  const t = useT()
  const [address, change] = useAddress()
  const shown = Number(address['version'] ?? versions[0]?.version ?? 0)
  const { data } = useQuery({ ...versionQuery(shown), enabled: shown > 0 })
  return (
    <>
      <ul className="yw-rows">
        {versions.map(({ version, publishedAt, by, reason }) => (
          <li key={version}>
            <button
              type="button"
              className="yw-link"
              aria-pressed={version === shown}
              onClick={() => change({ version })}
            >
              {t('projects.gate.version', { version })}
            </button>
            <span>{t('projects.gate.published', { at: formatDate(publishedAt, true), name: by })}</span>
            <span>{reason}</span>
          </li>
        ))}
      </ul>
      {data && (
        <>
          <h2>{t('projects.gate.version', { version: data.version })}</h2>
          <RuleList content={data.content} since={data.since} />
        </>
      )}
    </>
  )
}
