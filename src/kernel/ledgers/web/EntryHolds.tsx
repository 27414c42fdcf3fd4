import { StopOutlined } from '@ant-design/icons'
import type { EntryAnswer } from '#kernel/ledgers/model'
import { type RegistryKind, RegistryName } from '#kernel/registry/web'
import { formatDate } from '#kernel/ui/model'
import { useLocalText, useT } from '#kernel/ui/web'

/** Restrictions on what the entry concerns: said before anything can be done. */
export function EntryHolds({ entry }: { entry: EntryAnswer }) {
  const t = useT()
  const text = useLocalText()
  if (entry.holds.length === 0) return null
  return (
    <section className="entry-section entry-holds" aria-label={t('ledgers.screen.holds')}>
      {entry.holds.map((hold) => (
        <p key={`${hold.objectId}:${hold.document}:${hold.placedAt}`}>
          <StopOutlined aria-hidden="true" /> <strong>{t(`registry.hold.${hold.kind}`)}</strong>{' '}
          <RegistryName kind={hold.objectKind as RegistryKind} id={hold.objectId} />
          <small>
            {[hold.document, hold.by && text(hold.by), formatDate(hold.placedAt)].filter(Boolean).join(' · ')}
          </small>
        </p>
      ))}
    </section>
  )
}
