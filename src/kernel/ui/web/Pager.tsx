import { Pagination } from 'antd'
import { useAddress } from './address.ts'

type PagerProps = {
  /** How many rows there are in all; nothing is shown while they aren't known or fit on one page. */
  total: number | undefined
  size: number
  /** The page shown, from 1; where it isn't said, the address's `page` is. */
  page?: number
  onPage?: (page: number) => void
}

/** Turns the pages of a list. The first page stands in no address. */
export function Pager({ total, size, page, onPage }: PagerProps) {
  const asked = usePage()
  const [, change] = useAddress()
  if (total === undefined || total <= size) return null
  return (
    <Pagination
      size="small"
      simple
      current={page ?? asked}
      pageSize={size}
      total={total}
      showSizeChanger={false}
      onChange={onPage ?? ((next) => change({ page: next === 1 ? null : next }))}
    />
  )
}

/** The page that the address asks for, from 1; what isn't a page there is the first. */
export function usePage(): number {
  const [address] = useAddress()
  const page = Number(address['page'])
  return Number.isInteger(page) && page > 0 ? page : 1
}
