import { useState } from 'react'

/**
 * Keeps a list as it is while the pointer is over it, so that nothing moves away under a hand. What one asks for
 * oneself (`asked`) is shown at once; news that come by themselves wait until the pointer has left.
 */
export function useStill<Data>(latest: Data | undefined, asked: string, on: boolean) {
  const [over, setOver] = useState(false)
  const [held, setHeld] = useState({ data: latest, asked })
  const keeps = on && over && held.asked === asked && held.data !== undefined
  if (!keeps && (held.data !== latest || held.asked !== asked)) setHeld({ data: latest, asked })
  return {
    data: keeps ? held.data : latest,
    waiting: keeps && held.data !== latest,
    still: on ? { onPointerEnter: () => setOver(true), onPointerLeave: () => setOver(false) } : {},
  }
}
