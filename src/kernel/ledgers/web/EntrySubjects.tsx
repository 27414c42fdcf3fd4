import { FileList } from '#kernel/files/web'
import type { EntryAnswer } from '#kernel/ledgers/model'
import { HoldsButton, type RegistryKind, RegistryName } from '#kernel/registry/web'
import { AppLink, useSession, useT } from '#kernel/ui/web'

/** Whom and what the entry concerns in the register, and the files that were given with its actions. */
export function EntrySubjects({ entry }: { entry: EntryAnswer }) {
  const t = useT()
  const { session } = useSession()
  const mayErase = session.rights.includes('registry.erase')
  const files = [...new Set(entry.files.map((file) => file.id))]
  return (
    <>
      {entry.subjects.length > 0 && (
        <section className="entry-section">
          <h2>{t('ledgers.screen.subjects')}</h2>
          <dl className="entry-facts">
            {entry.subjects.map(({ kind, objectId, role }) => (
              <div key={`${kind}:${objectId}:${role}`}>
                <dt>{t(`ledgers.screen.subject.${kind}`)}</dt>
                <dd>
                  <RegistryName kind={kind as RegistryKind} id={objectId} />
                  {kind === 'person' && mayErase && (
                    <AppLink to={`/persons/${objectId}/erasure`} className="entry-subject-link">
                      {t('registry.screen.erase')}
                    </AppLink>
                  )}
                  {entry.asOf === null && (
                    <HoldsButton
                      kind={kind as RegistryKind}
                      id={objectId}
                      count={entry.holds.filter((hold) => hold.objectId === objectId).length}
                    />
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {files.length > 0 && (
        <section className="entry-section">
          <h2>{t('ledgers.screen.files')}</h2>
          <FileList ids={files} className="entry-files" />
        </section>
      )}
    </>
  )
}
