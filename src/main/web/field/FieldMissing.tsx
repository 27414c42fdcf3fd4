import { AppLink, useT } from '#kernel/ui/web'

/** What is not on the phone and what is out of one's scope look the same. */
export function FieldMissing() {
  const t = useT()
  return (
    <div className="field-state">
      <h1>{t('field.missing')}</h1>
      <p>{t('field.missing.text')}</p>
      <AppLink to="/m" className="field-button field-button-main">
        {t('field.todo')}
      </AppLink>
    </div>
  )
}
