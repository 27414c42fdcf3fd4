import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import {
  AppLink,
  Empty,
  ErrorState,
  Loading,
  PageHeader,
  useAddress,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import { type ReadinessAnswer, readinessVerdicts } from '../../model/investment/readiness-answers.ts'
import { projectAddress } from '../addresses.ts'
import './investment.css'
import { readinessQuery } from './queries.ts'

type Project = ReadinessAnswer['projects'][number]

/** 入统: which projects are entered, ready or not, and what each of the others lacks. */
export default function ReadinessPage() {
  const t = useT()
  const [{ verdict }, change] = useAddress()
  const { data, error, refetch } = useQuery(readinessQuery(undefined))
  const counts = (one: string) => data?.projects.filter((project) => project.verdict === one).length ?? 0
  const shown = data?.projects.filter((project) => !verdict || project.verdict === verdict) ?? []
  return (
    <>
      <PageHeader
        title={t('projects.entry.title')}
        text={
          <>
            {t('projects.entry.text', { version: data?.version ?? 0 })}{' '}
            <AppLink to="/projects/rules?rule=statistical_entry">{t('projects.entry.checklist')}</AppLink>
          </>
        }
      />
      <div className="investment-page">
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading lines={8} />}
        {data && (
          <>
            <div className="investment-bar">
              <Segmented
                aria-label={t('projects.entry.title')}
                value={verdict ?? 'all'}
                options={[
                  { value: 'all', label: `${t('projects.entry.all')} ${data.projects.length}` },
                  ...readinessVerdicts.map((one) => ({
                    value: one,
                    label: `${t(`projects.entry.verdict.${one}`)} ${counts(one)}`,
                  })),
                ]}
                onChange={(value) => change({ verdict: value === 'all' ? null : value })}
              />
            </div>
            {shown.length === 0 && <Empty />}
            <ul className="investment-readiness">
              {shown.map((project) => (
                <ReadinessRow key={project.id} project={project} />
              ))}
            </ul>
          </>
        )}
      </div>
    </>
  )
}

function ReadinessRow({ project: { id, name, verdict, enteredSince, items } }: { project: Project }) {
  const t = useT()
  const local = useLocalText()
  return (
    <li>
      <p>
        <AppLink to={projectAddress(id)}>{name}</AppLink>
        <strong>
          {t(`projects.entry.verdict.${verdict}`)}
          {enteredSince !== null && ` · ${t('projects.entry.since', { month: enteredSince })}`}
        </strong>
      </p>
      <ul>
        {items.map(({ code, label, basis, state }) => (
          <li key={code} data-state={state} title={basis ? local(basis) : t('projects.entry.own')}>
            <span aria-hidden="true">{{ met: '✓', missing: '✕', not_needed: '–', unknown: '?' }[state]}</span>{' '}
            {local(label)}
            <span className="yw-visually-hidden">{t(`projects.entry.state.${state}`)}</span>
          </li>
        ))}
      </ul>
    </li>
  )
}
