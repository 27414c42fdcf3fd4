import '#kernel/divisions/model'
import '#kernel/orgs/model'
import type { SearchHit } from '#kernel/search/model'
import { useLocalText, useT } from '#kernel/ui/web'

/** What was found, and what tells it from others of its name. */
export function HitLine({ hit }: { hit: SearchHit }) {
  const t = useT()
  const facts = useFacts(hit)
  return (
    <span className="search-hit">
      <span className="search-hit-title">{hit.title}</span>
      {hit.near && <span className="search-hit-near">{t('search.near')}</span>}
      <span className="search-hit-facts">{facts.filter((fact) => fact !== '').join(' · ')}</span>
    </span>
  )
}

function useFacts(hit: SearchHit): string[] {
  const t = useT()
  const text = useLocalText()
  switch (hit.kind) {
    case 'person':
      return [
        hit.sex === null ? '' : t(`registry.sex.${hit.sex}`),
        hit.birthYear === null ? '' : t('search.born', { year: String(hit.birthYear) }),
        hit.where,
      ]
    case 'household':
      return [hit.number ?? '', t('search.size', { count: hit.size }), hit.where]
    case 'enterprise':
      return [hit.industry, hit.where]
    case 'place':
      return [t(`registry.place_kind.${hit.placeKind}`), hit.where]
    case 'entry':
      return [hit.no, text(hit.ledgerTitle), text(hit.stage), hit.where]
    case 'organisation':
      return [t(`orgs.kind.${hit.organisationKind}`), hit.where]
    default:
      return [t(`divisions.kind.${hit.divisionKind}`), hit.where === hit.title ? '' : hit.where]
  }
}
