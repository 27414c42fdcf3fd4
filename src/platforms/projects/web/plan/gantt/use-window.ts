import { type RefObject, useCallback, useLayoutEffect, useState } from 'react'

/** What of a long and wide area is drawn: more than is seen, so that scrolling a little draws nothing anew. */
export type Window = {
  readonly top: number
  readonly height: number
  readonly left: number
  readonly width: number
}

const stepY = 320
const stepX = 600

/** The drawn part of a scrolling area, in whole steps: it changes every few rows, not with every pixel. */
export function useWindow(scroller: RefObject<HTMLElement | null>): { part: Window; look: () => void } {
  const [part, setPart] = useState<Window>({ top: 0, height: 1280, left: 0, width: 1800 })
  const look = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const top = Math.max(0, Math.floor(element.scrollTop / stepY) - 1) * stepY
    const left = Math.max(0, Math.floor(element.scrollLeft / stepX) - 1) * stepX
    const height = (Math.ceil(element.clientHeight / stepY) + 3) * stepY
    const width = (Math.ceil(element.clientWidth / stepX) + 3) * stepX
    setPart((now) =>
      now.top === top && now.left === left && now.height === height && now.width === width
        ? now
        : { top, height, left, width },
    )
  }, [scroller])
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller, look])
  return { part, look }
}
