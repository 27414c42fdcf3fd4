import { useT } from '#kernel/ui/web'
import { FieldMessage } from './FieldMessage.tsx'
import { FieldPage } from './FieldPage.tsx'
import { syncNow, useFieldSession } from './phone.ts'

/** The phone is new and what it may carry is still coming, or did not come. */
export function NotYetCarried({ title }: { title: string }) {
  const t = useT()
  const { syncing } = useFieldSession()
  return (
    <FieldPage title={title}>
      <FieldMessage
        title={t(syncing ? 'offline.screen.coming' : 'offline.screen.not_come')}
        text={t(syncing ? 'offline.screen.coming.text' : 'offline.screen.lapsed.no_line')}
      >
        <button type="button" className="field-button" disabled={syncing} onClick={() => void syncNow()}>
          {t(syncing ? 'offline.screen.syncing' : 'offline.screen.contact')}
        </button>
      </FieldMessage>
    </FieldPage>
  )
}
