import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import {
  AppLink,
  type DataColumn,
  DataTable,
  Empty,
  ErrorState,
  Loading,
  PageHeader,
  DateText,
  useGo,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import { StepCode } from '../../model/procedures/template.ts'
import type { TemplateSummary } from '../../model/procedures/template-answers.ts'
import './procedures.css'
import { templatesQuery } from './queries.ts'

export const templateAddress = (code: string) => `/projects/procedure-templates/${code}`

/** The templates of procedures by type of project. */
export default function TemplatesPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(templatesQuery)
  return (
    <>
      <PageHeader
        title={t('projects.templates.title')}
        text={t('projects.templates.text')}
        actions={data?.can.manage === true ? <NewTemplate taken={data.templates} /> : undefined}
      />
      <div className="procedure-page">
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading lines={5} />}
        {data?.templates.length === 0 && <Empty />}
        {data && data.templates.length > 0 && <Templates rows={data.templates} />}
      </div>
    </>
  )
}

function Templates({ rows }: { rows: readonly TemplateSummary[] }) {
  const t = useT()
  const text = useLocalText()
  const columns: DataColumn<TemplateSummary>[] = [
    {
      key: 'title',
      title: t('projects.templates.name'),
      width: 240,
      render: ({ code, title }) => <AppLink to={templateAddress(code)}>{title ? text(title) : code}</AppLink>,
    },
    {
      key: 'version',
      title: t('projects.templates.version'),
      width: 200,
      render: ({ current, hasDraft }) => (
        <>
          {current && t('projects.panel.version', { version: current.version })}{' '}
          {current?.shipped && <span className="project-quiet">{t('projects.templates.shipped')}</span>}
          {hasDraft && <span className="procedure-draft">{t('projects.templates.draft')}</span>}
        </>
      ),
    },
    {
      key: 'published',
      title: t('projects.templates.published'),
      width: 200,
      render: ({ current }) =>
        current && (
          <>
            <DateText value={current.publishedAt} /> {current.by}
          </>
        ),
    },
    {
      key: 'steps',
      title: t('projects.templates.steps'),
      width: 170,
      render: ({ procedures, milestones }) => t('projects.templates.counts', { procedures, milestones }),
    },
    {
      key: 'projects',
      title: t('projects.templates.projects'),
      width: 170,
      render: ({ projects, outdated }) =>
        outdated > 0
          ? t('projects.templates.outdated', { count: projects, outdated })
          : t('projects.templates.used', { count: projects }),
    },
  ]
  return (
    <div className="procedure-table">
      <DataTable
        caption={t('projects.templates.title')}
        columns={columns}
        rows={rows}
        rowKey={({ code }) => code}
      />
    </div>
  )
}

function NewTemplate({ taken }: { taken: readonly TemplateSummary[] }) {
  const t = useT()
  const go = useGo()
  const [code, setCode] = useState('')
  const isGood = StepCode.safeParse(code).success && !taken.some((one) => one.code === code)
  return (
    <form
      className="procedure-new"
      onSubmit={(event) => {
        event.preventDefault()
        if (isGood) go(`${templateAddress(code)}?view=edit`)
      }}
    >
      <Input
        aria-label={t('projects.templates.new_code')}
        placeholder={t('projects.templates.new_code')}
        value={code}
        maxLength={40}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button htmlType="submit" disabled={!isGood}>
        {t('projects.templates.new')}
      </Button>
    </form>
  )
}
