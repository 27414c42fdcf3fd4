import { type ReactNode, useLayoutEffect } from 'react'
import { AppLink } from '../AppLink.tsx'
import { useLocale, useT } from '../locale.ts'
import { useElder } from './elder.ts'
import { ReadAloud } from './ReadAloud.tsx'

/** Names the other language in itself, as its readers look for it. */
const names = { 'zh-CN': '\u4e2d\u6587', en: 'English' } as const

type PlainFrameProps = {
  /** The address of the start page. */
  home: string
  children: ReactNode
}

/** What residents' pages stand in: name, language, elder mode, reading aloud. Without the desk's component library. */
export function PlainFrame({ home, children }: PlainFrameProps) {
  const t = useT()
  const { locale, choose } = useLocale()
  const { elder, choose: chooseElder } = useElder()
  const other = locale === 'en' ? 'zh-CN' : 'en'
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    dataset['ground'] = 'light'
    document.documentElement.lang = locale
    if (elder) dataset['elder'] = ''
    else delete dataset['elder']
  }, [locale, elder])
  return (
    <div className="plain">
      <a className="plain-skip" href="#plain-main">
        {t('ui.plain.skip')}
      </a>
      <header className="plain-header">
        <AppLink className="plain-name" to={home}>
          {t('ui.plain.name')}
        </AppLink>
        <div className="plain-choices">
          <ReadAloud />
          <button
            type="button"
            className="plain-quiet"
            aria-pressed={elder}
            onClick={() => chooseElder(!elder)}
          >
            {t(elder ? 'ui.plain.elder.off' : 'ui.plain.elder.on')}
          </button>
          <button type="button" className="plain-quiet" lang={other} onClick={() => choose(other)}>
            {names[other]}
          </button>
        </div>
      </header>
      <main id="plain-main" className="plain-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
