import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { isWholeNumber, type PersonPage } from '#kernel/registry/model'
import { api, type HeldText, useAddress } from '#kernel/ui/web'

/** Who has a whole identity number or phone: asked for by itself, on record, and kept nowhere. */
export function useNumberLookup() {
  return useMutation({
    mutationFn: (number: string) => api.post<PersonPage>('/api/persons/number', { number }),
    gcTime: 0,
  })
}

/**
 * A whole identity number or phone that was typed into a page's search: held here, and never part of an address, not
 * even of one that was opened with it. `q` is what the address asks for otherwise.
 */
export function useTypedNumber(): { q: string; held: HeldText } {
  const [address, change] = useAddress()
  const asked = (address['q'] ?? '').trim()
  const whole = isWholeNumber(asked)
  const [number, setNumber] = useState(whole ? asked : '')
  useEffect(() => {
    if (!whole) return
    setNumber(asked)
    change({ q: null })
  }, [asked, whole, change])
  const take = useCallback((text: string) => {
    const taken = isWholeNumber(text)
    setNumber(taken ? text : '')
    return taken
  }, [])
  const q = whole ? '' : asked
  // A text that came into the address since is what is asked for now.
  return { q, held: { text: q === '' ? number : '', take } }
}
