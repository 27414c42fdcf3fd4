import { todayInShanghai } from '../model/format.ts'
import { useAddress } from './address.ts'
import { DateInput } from './DateInput.tsx'
import { useT } from './locale.ts'

/** The first and the last day of what a list shows, up to today, kept in the address as `from` and `to`. */
export function PeriodFilter() {
  const t = useT()
  const [address, change] = useAddress()
  const today = todayInShanghai(new Date())
  return (['from', 'to'] as const).map((name) => (
    <DateInput
      key={name}
      width={150}
      max={today}
      label={t(`ui.period.${name}`)}
      placeholder={t(`ui.period.${name}`)}
      value={address[name] ?? null}
      onChange={(date) => change({ [name]: date, page: null })}
    />
  ))
}
