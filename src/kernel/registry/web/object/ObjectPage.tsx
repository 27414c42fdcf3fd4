import { useQuery } from '@tanstack/react-query'
import { objectKinds } from '#kernel/registry/model'
import { formatDate } from '#kernel/ui/model'
import {
  ErrorState,
  Loading,
  NoPermission,
  NotFoundPage,
  PageHeader,
  useRouteParam,
  useSession,
  useT,
} from '#kernel/ui/web'
import { Composition } from '../households/Composition.tsx'
import { TimeLine } from '../households/TimeLine.tsx'
import '../messages.ts'
import { ObjectHolds } from '../ObjectHolds.tsx'
import { ObjectFacts, useObjectTitle } from '../pages/ObjectFacts.tsx'
import { objectQuery, type ObjectOf } from '../register.ts'
import type { RegistryKind } from '../registry-objects.ts'
import { useRegistryParts } from '../registry-parts.ts'
import { ChangeLog } from './ChangeLog.tsx'
import { Looks } from './Looks.tsx'
import './messages.ts'
import './object.css'
import { ObjectRequests } from './ObjectRequests.tsx'
import { SheetMenu } from './SheetMenu.tsx'
import { Stays } from './Stays.tsx'

/** Everything that the net holds on one object of the register, as far as the reader may see it. */
export function ObjectPage() {
  const { session } = useSession()
  const named = useRouteParam('kind')
  const id = useRouteParam('id')
  const kind = objectKinds.find((one) => one === named)
  if (!kind) return <NotFoundPage />
  return session.rights.includes('registry.read') ? <Loaded key={id} kind={kind} id={id} /> : <NoPermission />
}

function Loaded({ kind, id }: { kind: RegistryKind; id: string }) {
  const { data, error, refetch } = useQuery(objectQuery(kind, id))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={12} />
  return <Shown kind={kind} object={data} />
}

function Shown({ kind, object }: { kind: RegistryKind; object: ObjectOf[RegistryKind] }) {
  const t = useT()
  const { session } = useSession()
  const { Entries, More } = useRegistryParts()
  const title = useObjectTitle()(kind, object)
  const { id } = object
  return (
    <div className="object-page">
      <PageHeader
        title={title}
        text={t(`registry.kind.${kind}`)}
        actions={<SheetMenu kind={kind} id={id} hasNumbers={kind === 'person' || kind === 'enterprise'} />}
      />
      <article className="yw-sheet">
        <ObjectFacts kind={kind} object={object} />
        {'members' in object && (
          <>
            <Composition household={object} />
            <TimeLine householdId={id} />
          </>
        )}
        {kind === 'person' && <Stays personId={id} />}
        {More.map((Part, index) => (
          <Part key={index} kind={kind} id={id} />
        ))}
        <section>
          <h3>{t('registry.object.entries')}</h3>
          <Entries kind={kind} id={id} />
        </section>
        <section>
          <h3>{t('registry.holds.title')}</h3>
          <ObjectHolds kind={kind} id={id} />
        </section>
        <ObjectRequests kind={kind} id={id} />
        {(kind === 'person' || kind === 'enterprise') && session.rights.includes('registry.unmask') && (
          <Looks kind={kind} id={id} />
        )}
        <ChangeLog kind={kind} id={id} />
        <p className="object-printed">
          {t('registry.object.printed', {
            who: session.account.name,
            at: formatDate(new Date().toISOString(), true),
          })}
        </p>
      </article>
    </div>
  )
}
