import { useQuery } from '@tanstack/react-query'
import { Button, Select, Tabs } from 'antd'
import { useState } from 'react'
import {
  asApiError,
  DateText,
  ErrorState,
  Loading,
  PageHeader,
  useAddress,
  useLocalText,
  useRouteParam,
  useSession,
  useT,
} from '#kernel/ui/web'
import { blankBody } from '../../model/procedures/editing.ts'
import type { ProcedureTemplate, TemplateBody } from '../../model/procedures/template.ts'
import type { TemplateAnswer } from '../../model/procedures/template-answers.ts'
import { diffTemplates } from '../../model/procedures/template-diff.ts'
import { DifferenceList } from './DifferenceList.tsx'
import './procedures.css'
import { templateQuery, versionQuery } from './queries.ts'
import { StepDetail } from './StepDetail.tsx'
import { TemplateEditor } from './TemplateEditor.tsx'
import { TemplateGraph } from './TemplateGraph.tsx'
import { TemplateTable } from './TemplateTable.tsx'

/** One template: its graph and the same as a table, its history with what each version changed, and its draft. */
export default function TemplatePage() {
  const t = useT()
  const code = useRouteParam('template')
  const [{ view }] = useAddress()
  const { session } = useSession()
  const { data, error, refetch } = useQuery(templateQuery(code))
  const mayManage = session.rights.includes('procedures.manage')
  if (error) {
    const isNew = asApiError(error).status === 404 && view === 'edit' && mayManage
    if (!isNew) return <ErrorState error={error} onRetry={() => void refetch()} />
    const none = { code, can: { manage: true }, current: null, versions: [], draft: null }
    return <Views answer={none} title={t('projects.templates.new_title', { code })} />
  }
  if (!data) return <Loading lines={6} />
  return <Views answer={data} />
}

function Views({ answer, title }: { answer: TemplateAnswer; title?: string }) {
  const t = useT()
  const text = useLocalText()
  const [{ view, version }, change] = useAddress()
  const { code, current, can, draft } = answer
  const asked = version === undefined ? undefined : Number(version)
  const items = [
    ...(current ? (['graph', 'table', 'history'] as const) : []),
    ...(can.manage ? (['edit'] as const) : []),
  ]
  const active = items.find((item) => item === view) ?? items[0] ?? 'graph'
  return (
    <>
      <PageHeader
        title={title ?? (current ? text(current.title) : code)}
        text={current?.note ? text(current.note) : undefined}
        actions={
          answer.versions.length > 0 && active !== 'edit' ? (
            <Select
              aria-label={t('projects.templates.version')}
              value={asked ?? answer.versions[0]?.version ?? null}
              options={answer.versions.map((one) => ({
                value: one.version,
                label: t('projects.panel.version', { version: one.version }),
              }))}
              onChange={(value) => change({ version: value })}
            />
          ) : undefined
        }
      />
      <div className="procedure-page">
        <Tabs
          activeKey={active}
          onChange={(key) => change({ view: key })}
          items={items.map((key) => ({
            key,
            label: t(`projects.template.view.${key}`) + (key === 'edit' && draft ? ' •' : ''),
          }))}
        />
        {active === 'history' && <History answer={answer} />}
        {active === 'edit' && (
          <TemplateEditor key={draft ? 'draft' : 'none'} answer={answer} blank={blankBody} />
        )}
        {(active === 'graph' || active === 'table') && current && (
          <Version code={code} version={asked ?? current.version} current={current} view={active} />
        )}
      </div>
    </>
  )
}

type VersionProps = { code: string; version: number; current: ProcedureTemplate; view: 'graph' | 'table' }

function Version({ code, version, current, view }: VersionProps) {
  const { data, error } = useQuery({
    ...versionQuery(code, version),
    enabled: version !== current.version,
  })
  if (error) return <ErrorState error={error} />
  const template = version === current.version ? current : data
  if (!template) return <Loading lines={6} />
  return view === 'table' ? <TemplateTable template={template} /> : <GraphWithDetail template={template} />
}

function GraphWithDetail({ template }: { template: TemplateBody }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const { procedures, milestones } = template
  const step = [...procedures, ...milestones].find(({ code }) => code === chosen)
  return (
    <>
      <TemplateGraph procedures={procedures} milestones={milestones} chosen={chosen} onChoose={setChosen} />
      {step && <StepDetail step={step} template={template} />}
    </>
  )
}

function History({ answer }: { answer: TemplateAnswer }) {
  const t = useT()
  const [open, setOpen] = useState<number | null>(null)
  return (
    <ol className="procedure-history" reversed>
      {answer.versions.map((version, index) => {
        const before = answer.versions[index + 1]
        return (
          <li key={version.version}>
            <p>
              <strong>{t('projects.panel.version', { version: version.version })}</strong>{' '}
              <DateText value={version.publishedAt} withTime /> {version.by}
              {version.shipped && <span className="project-quiet">{t('projects.templates.shipped')}</span>}
            </p>
            {version.reason !== '' && <p>{version.reason}</p>}
            {before && (
              <Button
                size="small"
                aria-expanded={open === version.version}
                onClick={() => setOpen(open === version.version ? null : version.version)}
              >
                {t('projects.history.difference', { version: before.version })}
              </Button>
            )}
            {before && open === version.version && (
              <Difference code={answer.code} from={before.version} to={version.version} />
            )}
          </li>
        )
      })}
    </ol>
  )
}

function Difference({ code, from, to }: { code: string; from: number; to: number }) {
  const before = useQuery(versionQuery(code, from))
  const after = useQuery(versionQuery(code, to))
  const error = before.error ?? after.error
  if (error) return <ErrorState error={error} />
  if (!before.data || !after.data) return <Loading lines={3} />
  return <DifferenceList differences={diffTemplates(before.data, after.data)} />
}
