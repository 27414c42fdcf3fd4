import { isWholeNumber } from '#kernel/registry/model'
import type { Address, ApiQuery } from '#kernel/ui/web'

export const pageSize = 50

const listNames = new Set([
  'stage',
  'township',
  'village',
  'organisation',
  'open',
  'light',
  'openedFrom',
  'openedTo',
  'closedFrom',
  'closedTo',
  'q',
  'sort',
  'asOf',
  'axis',
])

function isFilter(name: string): boolean {
  return listNames.has(name) || name.startsWith('f.')
}

/** What of the address a list is asked with: the names that mean something to it, and no whole number as its search. */
export function queryOf(address: Address, means: (name: string) => boolean): ApiQuery {
  const asks = ([name, value]: [string, string]) => means(name) && !(name === 'q' && isWholeNumber(value))
  return Object.fromEntries(Object.entries(address).filter(asks))
}

/** The list's query from the address. */
export function listQuery(address: Address): ApiQuery {
  return queryOf(address, isFilter)
}

/** The filters alone, without order and moment: is anything left out of the list? */
export function hasFilters(address: Address): boolean {
  return Object.keys(address).some((name) => isFilter(name) && !['sort', 'asOf', 'axis'].includes(name))
}

/** Takes every filter out of the address. */
export function withoutFilters(address: Address): Record<string, null> {
  const names = Object.keys(address).filter((name) => isFilter(name) && name !== 'sort')
  return Object.fromEntries([...names, 'page'].map((name) => [name, null]))
}

/** What a saved view keeps: filters, order and columns, not the page one was on. */
export function viewOf(address: Address): Record<string, string> {
  return Object.fromEntries(Object.entries(address).filter(([name]) => isFilter(name) || name === 'cols'))
}

/** The patch that turns the present address into a saved view. */
export function patchTo(address: Address, view: Address): Record<string, string | null> {
  const gone = Object.keys({ ...viewOf(address), page: '' }).map((name): [string, null] => [name, null])
  return { ...Object.fromEntries(gone), ...view }
}
