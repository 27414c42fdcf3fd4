import { useState } from 'react'

const prefix = 'yiwang.plan.'

function read<Value>(key: string, usual: Value, fits: (value: unknown) => value is Value): Value {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(prefix + key) ?? 'null')
    return fits(kept) ? kept : usual
  } catch {
    return usual
  }
}

/** How somebody likes to look at plans, remembered in this browser. */
export function useKept<Value>(key: string, usual: Value, fits: (value: unknown) => value is Value) {
  const [value, setValue] = useState(() => read(key, usual, fits))
  return [
    value,
    (next: Value) => {
      localStorage.setItem(prefix + key, JSON.stringify(next))
      setValue(next)
    },
  ] as const
}
