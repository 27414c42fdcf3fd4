import { Alert, Button } from 'antd'
import type { LayerShapes } from '#kernel/map/model'
import { useT } from '#kernel/ui/web'
import type { Editing } from './use-edit-steps.ts'

type EditOutcomeProps = { editing: Editing; fetchNow: () => Promise<LayerShapes> }

/** What became of the last save or step: saved, refused, or overtaken by somebody else's. */
export function EditOutcome({ editing, fetchNow }: EditOutcomeProps) {
  const t = useT()
  const { refusal, saved, again } = editing
  if (saved) return <Alert type="success" showIcon role="status" title={t('map.edit.saved')} />
  if (!refusal || refusal.kind === 'faults') return null
  if (refusal.kind === 'other') return <Alert type="error" showIcon role="alert" title={refusal.detail} />
  const begin = async (keep: boolean) => again(await fetchNow(), keep)
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('map.edit.stale')}
      description={
        <>
          <p>{refusal.detail}</p>
          <div className="yw-sheet-actions">
            <Button onClick={() => void begin(true)}>{t('map.edit.stale.again')}</Button>
            <Button onClick={() => void begin(false)}>{t('map.edit.stale.drop')}</Button>
          </div>
        </>
      }
    />
  )
}
