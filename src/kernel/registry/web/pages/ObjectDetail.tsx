import { useQuery } from '@tanstack/react-query'
import { AppLink, ErrorState, Loading, useT } from '#kernel/ui/web'
import { Composition } from '../households/Composition.tsx'
import { TimeLine } from '../households/TimeLine.tsx'
import { PersonConsents } from '../consents/PersonConsents.tsx'
import { ObjectHolds } from '../ObjectHolds.tsx'
import '../object/messages.ts'
import { objectQuery, type ObjectOf } from '../register.ts'
import type { RegistryKind } from '../registry-objects.ts'
import { ObjectFacts, useObjectTitle } from './ObjectFacts.tsx'

/** One object of the register beside the list: its facts with their source, and what restricts it. */
export function ObjectDetail({ kind, id }: { kind: RegistryKind; id: string }) {
  const { data, error, refetch } = useQuery(objectQuery(kind, id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={8} />
  return <Shown kind={kind} object={data} />
}

function Shown({ kind, object }: { kind: RegistryKind; object: ObjectOf[RegistryKind] }) {
  const t = useT()
  const title = useObjectTitle()(kind, object)
  return (
    <article className="yw-sheet">
      <h2>{title}</h2>
      <p>
        {t(`registry.kind.${kind}`)}{' '}
        <AppLink className="registry-whole" to={`/registry/${kind}/${object.id}`}>
          {t('registry.object.whole')}
        </AppLink>
      </p>
      <ObjectFacts kind={kind} object={object} />
      {'members' in object && (
        <>
          <Composition household={object} />
          <TimeLine householdId={object.id} />
        </>
      )}
      <section>
        <h3>{t('registry.holds.title')}</h3>
        <ObjectHolds kind={kind} id={object.id} />
        {kind === 'person' && <PersonConsents personId={object.id} />}
      </section>
    </article>
  )
}
