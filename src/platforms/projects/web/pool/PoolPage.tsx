import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, InputNumber, Segmented } from 'antd'
import { useState } from 'react'
import { RegisterForm } from '#kernel/ledgers/web'
import {
  Amount,
  api,
  AppLink,
  ErrorState,
  Loading,
  PageHeader,
  useAddress,
  useGo,
  useT,
} from '#kernel/ui/web'
import { type Idea, ideaStates, type PoolAnswer } from '../../model/pool/pool.ts'
import { projectCategories } from '../../model/stages.ts'
import { projectAddress } from '../addresses.ts'
import '../life/life.css'
import '../projects.css'

const poolQuery = {
  queryKey: ['projects', 'pool'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get<PoolAnswer>('/api/projects/pool', { signal }),
}

/** 谋划储备: ideas by how far their files are, by field, and those that nobody has touched for long. */
export default function PoolPage() {
  const t = useT()
  const go = useGo()
  const [address, change] = useAddress()
  const { data, error, refetch } = useQuery(poolQuery)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={8} />
  const days = Number(address['days'] ?? 30)
  const field = projectCategories.find((one) => one === address['field'])
  const idleOnly = address['idle'] === 'true'
  const fields = projectCategories.filter((one) => data.ideas.some(({ category }) => category === one))
  const inField = data.ideas.filter(({ category }) => field === undefined || category === field)
  const idle = inField.filter((idea) => idea.idleDays >= days)
  const shown = idleOnly ? idle : inField
  return (
    <>
      <PageHeader
        title={t('projects.pool.title')}
        text={t('projects.pool.text')}
        actions={
          <Button type="primary" onClick={() => go('/projects/new')}>
            {t('projects.pool.new')}
          </Button>
        }
      />
      <div className="life-page">
        <div className="life-tabs">
          <Segmented
            aria-label={t('projects.pool.field')}
            value={field ?? ''}
            options={[
              { value: '', label: `${t('projects.pool.all')} ${data.ideas.length}` },
              ...fields.map((one) => ({
                value: one,
                label: `${t(`projects.category.${one}`)} ${data.ideas.filter(({ category }) => category === one).length}`,
              })),
            ]}
            onChange={(one) => change({ field: one })}
          />
          <span>
            <InputNumber
              aria-label={t('projects.pool.idle.days')}
              min={1}
              max={3650}
              precision={0}
              value={days}
              onChange={(next) => change({ days: next })}
              style={{ width: 80 }}
            />{' '}
            <Button
              size="small"
              type={idleOnly ? 'primary' : 'default'}
              aria-pressed={idleOnly}
              onClick={() => change({ idle: idleOnly ? null : 'true' })}
            >
              {t('projects.pool.idle.over', { days })} {idle.length}
            </Button>
          </span>
        </div>
        <div className="life-board">
          {ideaStates.map((state) => (
            <IdeaColumn key={state} state={state} ideas={shown.filter((idea) => idea.state === state)} />
          ))}
        </div>
      </div>
    </>
  )
}

function IdeaColumn({ state, ideas }: { state: string; ideas: readonly Idea[] }) {
  const t = useT()
  const known = ideas.flatMap(({ investmentFen }) => investmentFen ?? [])
  return (
    <section aria-label={t(`projects.pool.state.${state}`)}>
      <h2>
        {t(`projects.pool.state.${state}`)} <span className="yw-number">{ideas.length}</span>
      </h2>
      <p className="project-quiet">
        <Amount fen={known.reduce((sum, fen) => sum + fen, 0)} />{' '}
        {t('projects.pool.of_known', { known: known.length, of: ideas.length })}
      </p>
      {ideas.length === 0 && <p className="project-quiet">{t('projects.pool.none')}</p>}
      <ul className="life-cards">
        {ideas.map((idea) => (
          <IdeaCard key={idea.id} idea={idea} />
        ))}
      </ul>
    </section>
  )
}

function IdeaCard({ idea }: { idea: Idea }) {
  const t = useT()
  const [asks, setAsks] = useState(false)
  const { documents } = idea
  const done = documents.filter(({ stage }) => stage === 'accepted').length
  return (
    <li>
      <AppLink to={projectAddress(idea.id)}>{idea.name}</AppLink>
      <span className="life-card-facts">
        <span className="yw-number">{idea.no}</span>
        <span>{t(`projects.category.${idea.category}`)}</span>
        <Amount fen={idea.investmentFen} />
        <span>{t('projects.pool.idle', { days: idea.idleDays })}</span>
        {idea.bids > 0 && (
          <AppLink to={`/ledgers/funding_bid?f.project=${idea.id}`}>
            {t('projects.pool.bids', { count: idea.bids })}
          </AppLink>
        )}
        {idea.source !== null && <span>{idea.source}</span>}
      </span>
      <span className="life-card-facts">
        {documents.length === 0
          ? t('projects.pool.documents.none')
          : t('projects.pool.documents', { done, total: documents.length })}
        <Button size="small" type="link" onClick={() => setAsks(true)}>
          {t('projects.pool.ask')}
        </Button>
      </span>
      <ul className="life-documents">
        {documents.map(({ id, title, stage, dueOn, organisation, overdue }) => (
          <li key={id}>
            <AppLink to={`/entries/${id}`}>{title}</AppLink>
            <span className={overdue ? 'life-wrong' : 'project-quiet'}>
              {[
                t(`projects.packaging.stage.${stage}`),
                organisation,
                stage === 'wanted' ? dueOn : '',
                overdue ? t('projects.pool.overdue') : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      <AskDocument idea={idea} open={asks} onClose={() => setAsks(false)} />
    </li>
  )
}

function AskDocument({ idea, open, onClose }: { idea: Idea; open: boolean; onClose: () => void }) {
  const t = useT()
  const { refetch } = useQuery(poolQuery)
  return (
    <Drawer open={open} size={560} title={t('projects.pool.ask')} onClose={onClose} destroyOnHidden>
      <RegisterForm
        ledger="packaging"
        initial={{ project: idea.id }}
        initialDivision={idea.divisionCode}
        onDone={() => {
          onClose()
          void refetch()
        }}
        onCancel={onClose}
      />
    </Drawer>
  )
}
