import { useState } from 'react'
import { useT } from '#kernel/ui/web'
import { useNewVersion } from './new-version.ts'

/** A newer version is offered: it comes when it is asked for, never while somebody types. */
export function NewVersion() {
  const t = useT()
  const version = useNewVersion()
  const [later, setLater] = useState(false)
  if (!version || later) return null
  return (
    <div className="field-version" role="status">
      <p>{t('field.version')}</p>
      <div className="field-tools">
        <button type="button" className="field-button field-button-main" onClick={version.take}>
          {t('field.version.take')}
        </button>
        <button type="button" className="field-button field-button-plain" onClick={() => setLater(true)}>
          {t('field.version.later')}
        </button>
      </div>
    </div>
  )
}
