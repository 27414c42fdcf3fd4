import type { SearchHit } from '#kernel/search/model'
import { AppLink } from '#kernel/ui/web'
import { HitLine } from './HitLine.tsx'

export function HitRow({ hit, path, active }: { hit: SearchHit; path: string | undefined; active: boolean }) {
  const line = <HitLine hit={hit} />
  return (
    <li className={active ? 'search-row search-row-active' : 'search-row'}>
      {path === undefined ? line : <AppLink to={path}>{line}</AppLink>}
    </li>
  )
}
