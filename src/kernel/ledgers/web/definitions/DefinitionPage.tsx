import { useQuery } from '@tanstack/react-query'
import { Tabs } from 'antd'
import type { VersionSummary } from '#kernel/ledgers/model'
import {
  AppLink,
  asApiError,
  ErrorState,
  Loading,
  NoPermission,
  PageHeader,
  useAddress,
  useGo,
  useLocalText,
  useRouteParam,
  useT,
} from '#kernel/ui/web'
import { beginning } from './beginning.ts'
import { DefinitionEditor } from './DefinitionEditor.tsx'
import './definitions.css'
import { versionQuery, versionsQuery } from './definition-queries.ts'
import '../messages.ts'
import './messages.ts'
import { MigrationPanel } from './MigrationPanel.tsx'
import { VersionsPanel } from './VersionsPanel.tsx'

const indented = (value: unknown) => JSON.stringify(value, null, 2)

export function RoutedDefinition() {
  return <DefinitionPage ledger={useRouteParam('ledger')} />
}

/** A ledger's definition: its versions and what differs, the text of the next one, and moving entries to it. */
function DefinitionPage({ ledger }: { ledger: string }) {
  const t = useT()
  const text = useLocalText()
  const [address, change] = useAddress()
  const versions = useQuery(versionsQuery(ledger))
  const newest = versions.data?.[0]
  const definition = useQuery({
    ...versionQuery(ledger, newest?.version ?? 1),
    enabled: newest !== undefined,
  })
  const error = versions.error ?? definition.error
  if (error && asApiError(error).status === 403) return <NoPermission />
  if (error) return <ErrorState error={error} onRetry={() => void versions.refetch()} />
  if (!newest || !versions.data || !definition.data) return <Loading lines={8} />
  const title = text(definition.data.definition.title)
  return (
    <>
      <PageHeader
        title={t('ledgers.definition.title', { ledger: title })}
        text={<AppLink to={`/ledgers/${ledger}`}>{title}</AppLink>}
      />
      <div className="definition-page">
        <Tabs
          activeKey={address['tab'] ?? 'versions'}
          onChange={(tab) => change({ tab })}
          destroyOnHidden
          items={[
            {
              key: 'versions',
              label: t('ledgers.definition.tab.versions'),
              children: <VersionsPanel ledger={ledger} versions={versions.data} />,
            },
            {
              key: 'edit',
              label: t('ledgers.definition.tab.edit'),
              children: (
                <Edit ledger={ledger} newest={newest} initial={indented(definition.data.definition)} />
              ),
            },
            {
              key: 'migrate',
              label: t('ledgers.definition.tab.migrate'),
              children: <MigrationPanel ledger={ledger} versions={versions.data} />,
            },
          ]}
        />
      </div>
    </>
  )
}

function Edit({ ledger, newest, initial }: { ledger: string; newest: VersionSummary; initial: string }) {
  const t = useT()
  const [, change] = useAddress()
  if (newest.declaredInCode)
    return (
      <>
        <p className="definition-quiet">{t('ledgers.definition.in_code')}</p>
        <pre className="definition-text">{initial}</pre>
      </>
    )
  return (
    <DefinitionEditor
      key={newest.version}
      draft={`yiwang.definition.${ledger}.${newest.version}`}
      initial={initial}
      version={newest.version}
      onPublished={() => change({ tab: 'versions' })}
    />
  )
}

/** A ledger that is not there yet. */
export function NewDefinitionPage() {
  const t = useT()
  const go = useGo()
  return (
    <>
      <PageHeader title={t('ledgers.definition.new')} text={t('ledgers.definition.new.text')} />
      <div className="definition-page">
        <DefinitionEditor
          draft="yiwang.definition.new"
          initial={indented(beginning())}
          version={null}
          onPublished={(ledger) => go(`/ledgers/${ledger}/definition`)}
        />
      </div>
    </>
  )
}
