import { FileList } from '#kernel/files/web'
import type { EntryAnswer, LedgerAnswer } from '#kernel/ledgers/model'
import { useLocalText, useT } from '#kernel/ui/web'
import { useFieldSession } from './phone.ts'

/** Photos and papers of an entry: how many there are, and themselves while there is a line. */
export function EntryPhotos({ entry, definition }: { entry: EntryAnswer; definition: LedgerAnswer }) {
  const t = useT()
  const text = useLocalText()
  const { online } = useFieldSession()
  const held = definition.fields.flatMap((field) => {
    const value = entry.fields[field.name]?.value
    return field.kind === 'files' && Array.isArray(value) && value.length > 0
      ? [{ field, ids: value as string[] }]
      : []
  })
  return held.map(({ field, ids }) => (
    <section key={field.name} className="field-section">
      <h2>{text(field.label)}</h2>
      {online ? (
        <FileList ids={ids} className="entry-files" />
      ) : (
        <p className="field-quiet">{t('offline.screen.files.needs_line', { count: ids.length })}</p>
      )}
    </section>
  ))
}
