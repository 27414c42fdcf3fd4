import { useEffect, useState } from 'react'
import { useAddress } from '#kernel/ui/web'

const keyOf = (accountId: number) => `yiwang.grid.desk.${accountId}`

/** Of one visit alone: what is open beside the list, and which page of it. */
const passing = new Set(['entry', 'page'])

type Kept = Record<string, string>

function read(accountId: number): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(accountId)) ?? 'null')
    if (typeof kept === 'object' && kept !== null)
      return Object.fromEntries(
        Object.entries(kept).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
      )
  } catch {
    // What can't be read was not written by this page.
  }
  return { open: 'true' }
}

/**
 * Comes back to the filters, columns and the piece of map that one left, where the address says nothing; at first the
 * open incidents. False until the address says so.
 */
export function useRemembered(accountId: number): boolean {
  const [address, change] = useAddress()
  const [arrived, setArrived] = useState(Object.keys(address).length > 0)
  const text = JSON.stringify(address)
  useEffect(() => {
    if (arrived) return
    change(read(accountId))
    setArrived(true)
  }, [arrived, accountId, change])
  useEffect(() => {
    if (!arrived) return
    const kept = Object.entries(JSON.parse(text) as Kept).filter(([name]) => !passing.has(name))
    localStorage.setItem(keyOf(accountId), JSON.stringify(Object.fromEntries(kept)))
  }, [arrived, accountId, text])
  return arrived
}
