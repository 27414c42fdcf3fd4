import { type SetStateAction, useEffect, useState } from 'react'

type Draft<Content> = { at: string; content: Content }

function read<Content>(key: string): Draft<Content> | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Draft<Content> | null
  } catch {
    return null
  }
}

const pauseMilliseconds = 400
const same = <Content>(content: Content): Content => content

/**
 * What is typed into a form outlives the page: kept in this browser until it is sent or thrown away.
 * `restoredAt` says since when the content that came back had lain there. `kept` leaves out what must not lie about.
 */
export function useDraft<Content>(key: string, blank: Content, kept: (content: Content) => Content = same) {
  const [found] = useState(() => read<Content>(key))
  const [content, setContent] = useState<Content>(found?.content ?? blank)
  const [restoredAt, setRestoredAt] = useState(found?.at ?? null)
  const [touched, setTouched] = useState(false)
  useEffect(() => {
    if (!touched) return
    const timer = setTimeout(() => {
      localStorage.setItem(
        key,
        JSON.stringify({ at: new Date().toISOString(), content: kept(content) } satisfies Draft<Content>),
      )
    }, pauseMilliseconds)
    return () => clearTimeout(timer)
  }, [key, content, touched, kept])
  return {
    content,
    restoredAt,
    change: (next: SetStateAction<Content>) => {
      setTouched(true)
      setContent(next)
    },
    discard: () => {
      localStorage.removeItem(key)
      setTouched(false)
      setRestoredAt(null)
      setContent(blank)
    },
  }
}
