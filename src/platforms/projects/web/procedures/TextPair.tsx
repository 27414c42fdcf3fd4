import { Input } from 'antd'
import type { LocalText } from '#kernel/i18n/model'
import { useT } from '#kernel/ui/web'

type Props = { id: string; label: string; value: LocalText; onChange: (value: LocalText) => void }

/** A text in both languages, side by side. */
export function TextPair({ id, label, value, onChange }: Props) {
  const t = useT()
  return (
    <div className="procedure-pair">
      {(['zh-CN', 'en'] as const).map((locale) => (
        <Input
          key={locale}
          id={locale === 'zh-CN' ? id : `${id}-en`}
          aria-label={`${label} (${t(`projects.editor.${locale}`)})`}
          placeholder={t(`projects.editor.${locale}`)}
          value={value[locale]}
          onChange={(event) => onChange({ ...value, [locale]: event.target.value })}
        />
      ))}
    </div>
  )
}
