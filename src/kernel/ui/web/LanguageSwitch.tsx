import { api } from './api.ts'
import { useLocale } from './locale.ts'
import { useMaybeSession } from './session.ts'

/** Names the other language in itself, as its readers look for it. */
const names = { 'zh-CN': '\u4e2d\u6587', en: 'English' } as const

export function LanguageSwitch() {
  const { locale, choose } = useLocale()
  const session = useMaybeSession()
  const other = locale === 'en' ? 'zh-CN' : 'en'
  return (
    <button
      type="button"
      className="yw-language"
      lang={other}
      onClick={() => {
        choose(other)
        // The account remembers it for what is written without a browser; if that fails, the choice here stands.
        if (session) api.put('/api/session/locale', { locale: other }).catch(() => undefined)
      }}
    >
      {names[other]}
    </button>
  )
}
