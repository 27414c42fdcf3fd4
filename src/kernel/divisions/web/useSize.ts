import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

export type Size = { width: number; height: number }

/** The element's size in whole px, following it; the given size until the element is on the page. */
export function useSize<E extends Element>(initial: Size): { ref: RefObject<E | null>; size: Size } {
  const ref = useRef<E>(null)
  const [size, setSize] = useState(initial)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = (): void => {
      const { width, height } = element.getBoundingClientRect()
      if (width < 1 || height < 1) return
      const next = { width: Math.round(width), height: Math.round(height) }
      setSize((known) => (known.width === next.width && known.height === next.height ? known : next))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, size }
}
