import { useEffect, useState } from 'react'

const pauseMs = 150

/** The text once it has rested for a moment: each letter by itself would be asked for in vain. */
export function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}
