import { type RefObject, useEffect, useState } from 'react'

/**
 * A form that is sent while its files are still on their way would go without them. It is held, and sent by itself when
 * they have arrived. Answers whether somebody waits for that.
 */
export function useHeldForm(inside: RefObject<HTMLElement | null>, moving: boolean): boolean {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    const form = inside.current?.closest('form')
    if (!form || !moving) return undefined
    const hold = (event: Event) => {
      event.preventDefault()
      event.stopImmediatePropagation()
      setHeld(true)
    }
    form.addEventListener('submit', hold, true)
    return () => form.removeEventListener('submit', hold, true)
  }, [inside, moving])
  useEffect(() => {
    if (!held || moving) return
    setHeld(false)
    inside.current?.closest('form')?.requestSubmit()
  }, [inside, held, moving])
  return held && moving
}
