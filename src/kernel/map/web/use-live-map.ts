import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLive } from '#kernel/ui/web'

const gatherMilliseconds = 1_000

/** What moves elsewhere moves here: layers with another version have other tiles. Many changes are read at once. */
export function useLiveMap(): void {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useLive((message) => {
    if (message.type !== 'entry') return
    clearTimeout(timer.current)
    timer.current = setTimeout(
      () => void client.invalidateQueries({ queryKey: ['map', 'layers'] }),
      gatherMilliseconds,
    )
  })
}
