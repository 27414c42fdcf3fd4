import { useEffect, useState } from 'react'
import type { Locale } from '#kernel/i18n/model'
import { useLocale, useT } from '../locale.ts'

const leftOut = 'button, [data-silent], svg, select, input, textarea, .yw-visually-hidden'

/** What is read: the page as it is seen, sentence by sentence, without what is pressed or typed into. */
function sentencesOf(page: HTMLElement): string[] {
  const copy = page.cloneNode(true) as HTMLElement
  for (const element of copy.querySelectorAll(leftOut)) element.remove()
  const parts = [...copy.querySelectorAll('h1, h2, h3, p, label, legend, li, dt, dd')]
  const texts = parts
    .filter((part) => part.querySelector('p, li, dt, dd, label') === null)
    .map((part) => part.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '')
  return texts.filter((text) => text !== '')
}

function speak(page: HTMLElement, locale: Locale, onEnd: () => void): void {
  speechSynthesis.cancel()
  const spoken = sentencesOf(page).map((text) => {
    const one = new SpeechSynthesisUtterance(text)
    one.lang = locale
    one.rate = 0.9
    return one
  })
  const last = spoken.at(-1)
  if (!last) return onEnd()
  last.addEventListener('end', onEnd)
  last.addEventListener('error', onEnd)
  for (const one of spoken) speechSynthesis.speak(one)
}

/** Reads the page aloud where the browser can speak; without a voice there is no button. */
export function ReadAloud() {
  const t = useT()
  const { locale } = useLocale()
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), [])
  if (!('speechSynthesis' in globalThis)) return null
  const press = () => {
    const page = document.getElementById('plain-main')
    if (speaking || !page) {
      speechSynthesis.cancel()
      setSpeaking(false)
      return
    }
    setSpeaking(true)
    speak(page, locale, () => setSpeaking(false))
  }
  return (
    <button type="button" className="plain-quiet" aria-pressed={speaking} onClick={press}>
      {t(speaking ? 'ui.plain.silence' : 'ui.plain.read')}
    </button>
  )
}
