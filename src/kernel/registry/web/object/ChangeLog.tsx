import { useQuery } from '@tanstack/react-query'
import type { ObjectChange } from '#kernel/registry/model'
import { formatDate } from '#kernel/ui/model'
import { useT } from '#kernel/ui/web'
import '../forms/messages.ts'
import type { RegistryKind } from '../registry-objects.ts'
import { useFactLabel, useFactText } from '../requests/FactValue.tsx'
import '../requests/messages.ts'
import { changesQuery } from './object-queries.ts'
import { Section } from './Section.tsx'

/** Who changed what of the object, the latest first. */
export function ChangeLog({ kind, id }: { kind: RegistryKind; id: string }) {
  const t = useT()
  const query = useQuery(changesQuery(kind, id))
  return (
    <Section title={t('registry.object.changes')} query={query}>
      {({ changes }) =>
        changes.length === 0 ? (
          <p className="yw-quiet">{t('registry.object.changes.none')}</p>
        ) : (
          <ol className="object-changes">
            {changes.map((change) => (
              <Change key={`${change.at}:${change.version}`} kind={kind} change={change} />
            ))}
          </ol>
        )
      }
    </Section>
  )
}

function Change({ kind, change }: { kind: RegistryKind; change: ObjectChange }) {
  const t = useT()
  const label = useFactLabel(kind)
  const text = useFactText(kind)
  const { version, at, by, facts, requestId, members } = change
  return (
    <li>
      <p>
        <strong>{version === 1 ? t('registry.object.registered') : t('registry.object.changed')}</strong>{' '}
        <span className="yw-quiet">
          {by.name} · <span className="yw-number">{formatDate(at, true)}</span>
          {requestId !== null && ` · ${t('registry.object.on_request')}`}
          {members && ` · ${t('registry.object.members')}`}
        </span>
      </p>
      <ul>
        {facts.map(({ field, before, after }) => (
          <li key={field}>
            {label(field)}: {version > 1 && `${text(field, before)} → `}
            {text(field, after)}
          </li>
        ))}
      </ul>
    </li>
  )
}
