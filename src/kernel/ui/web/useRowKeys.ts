import { useState } from 'react'
import { useKeys } from './keys.tsx'

type RowKeys = {
  /** Keys of the rows, in the order shown. */
  rows: readonly string[]
  open: string | undefined
  onOpen: (key: string) => void
  onClose: () => void
}

/** `j` and `k` move through the rows, `Enter` opens one beside the list, `Escape` closes it again. */
export function useRowKeys({ rows, open, onOpen, onClose }: RowKeys): string | undefined {
  const [active, setActive] = useState<string>()
  const at = rows.indexOf(active ?? open ?? '')
  const move = (step: number) => {
    const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)]
    if (next === undefined) return
    setActive(next)
    // With a detail open, it follows.
    if (open !== undefined) onOpen(next)
  }
  useKeys([
    { key: 'j', labelKey: 'ui.keys.next', run: () => move(1) },
    { key: 'k', labelKey: 'ui.keys.previous', run: () => move(-1) },
    { key: 'Enter', labelKey: 'ui.keys.open', run: () => active !== undefined && onOpen(active) },
    { key: 'Escape', labelKey: 'ui.keys.close', run: onClose },
  ])
  return active !== undefined && rows.includes(active) ? active : undefined
}
