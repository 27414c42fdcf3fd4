import { useQuery } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useState } from 'react'
import { RegisterForm } from '#kernel/ledgers/web'
import { api, AppLink, PageHeader, useGo, useT } from '#kernel/ui/web'
import type { AlikeAnswer } from '../../model/life/stage-lists.ts'
import { projectAddress } from '../addresses.ts'
import './life.css'

/** What an idea can say at once; everything else is stated when it is known. */
const asked = [
  'name',
  'category',
  'enterprises',
  'park',
  'investmentFen',
  'assetInvestmentFen',
  'industryCode',
  'energyTce',
  'enclave',
  'introducingUnit',
  'highRisk',
  'safetyMet',
  'location',
  'notes',
]
const initial = { stage: 'planning' }

type Typed = { values: Readonly<Record<string, unknown>>; divisionCode: string | null }

/** Registers a project from its first idea on; what looks like it is shown beside, so that nothing is counted twice. */
export default function NewProjectPage() {
  const t = useT()
  const go = useGo()
  const [typed, setTyped] = useState<Typed>({ values: {}, divisionCode: null })
  const onTyped = useCallback(
    (values: Typed['values'], divisionCode: string | null) => setTyped({ values, divisionCode }),
    [],
  )
  return (
    <>
      <PageHeader title={t('projects.pool.new')} text={t('projects.pool.new.text')} />
      <div className="life-new">
        <RegisterForm
          ledger="project"
          initial={initial}
          only={asked}
          onTyped={onTyped}
          onDone={(entry) => go(projectAddress(entry.id), { replace: true })}
          onCancel={() => go('/projects/pool')}
        />
        <Alike typed={typed} />
      </div>
    </>
  )
}

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '')

function Alike({ typed: { values, divisionCode } }: { typed: Typed }) {
  const t = useT()
  const { investmentFen } = values
  const query = useDeferredValue({
    name: text(values['name']),
    firm: text(values['enterprises']),
    park: text(values['park']),
    place: divisionCode,
    amountFen: typeof investmentFen === 'number' ? investmentFen : null,
  })
  const enabled = query.name.length > 1 || query.firm.length > 1
  const { data } = useQuery({
    queryKey: ['projects', 'alike', query],
    queryFn: ({ signal }) => api.get<AlikeAnswer>('/api/projects/alike', { signal, query }),
    enabled,
    placeholderData: (previous) => previous,
  })
  const found = enabled ? (data ?? []) : []
  return (
    <aside className="life-alike" aria-label={t('projects.alike.title')} aria-live="polite">
      <strong>{t('projects.alike.title')}</strong>
      {found.length === 0 ? (
        <p className="project-quiet">{t('projects.alike.none')}</p>
      ) : (
        <p>{t('projects.alike.text')}</p>
      )}
      <ul>
        {found.map(({ id, no, name, stage, reasons }) => (
          <li key={id}>
            <AppLink to={projectAddress(id)} target="_blank">
              {name}
            </AppLink>
            <span className="project-quiet">
              <span className="yw-number">{no}</span> · {t(`projects.stage.${stage}`)}
            </span>
            <span>{reasons.map((reason) => t(`projects.alike.${reason}`)).join(t('projects.gate.and'))}</span>
          </li>
        ))}
      </ul>
    </aside>
  )
}
