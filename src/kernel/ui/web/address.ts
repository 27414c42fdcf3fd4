import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

export type Address = Readonly<Record<string, string>>

/** The search part of an address as plain names and values, readable and short enough to send to a colleague. */
export function parseAddress(search: string): Address {
  return Object.fromEntries(new URLSearchParams(search))
}

export function stringifyAddress(address: Record<string, unknown>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(address)) {
    if (typeof value === 'string' && value !== '') search.set(name, value)
    else if (typeof value === 'number' || typeof value === 'boolean') search.set(name, String(value))
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

type Patch = Readonly<Record<string, string | number | boolean | null | undefined>>

/**
 * What the address says and how to change it: names that are null, undefined or empty are taken out. The page's
 * filters live here, so that a view can be sent, reloaded and gone back to.
 */
export function useAddress(): [Address, (patch: Patch, options?: { push?: boolean }) => void] {
  const address = useSearch({ strict: false }) as Address
  const navigate = useNavigate()
  const change = useCallback(
    (patch: Patch, options: { push?: boolean } = {}) => {
      const search = (before: Record<string, unknown>) => {
        const next: Record<string, unknown> = { ...before }
        for (const [name, value] of Object.entries(patch)) {
          if (value === null || value === undefined || value === '') delete next[name]
          else next[name] = String(value)
        }
        return next
      }
      void navigate({ to: '.', search: search as never, replace: !options.push })
    },
    [navigate],
  )
  return [address, change]
}

/** A part of the path: `useRouteParam('id')` under `/entries/$id`. */
export function useRouteParam(name: string): string {
  const params = useParams({ strict: false }) as Readonly<Record<string, string | undefined>>
  return params[name] ?? ''
}

/** Goes to an address with its search part, as a link would. */
export function useGo(): (path: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  return useCallback(
    (path, options = {}) => void navigate({ href: path, replace: options.replace ?? false }),
    [navigate],
  )
}
