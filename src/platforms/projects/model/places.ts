/** A place as `places.csv` has it: name, kind, what it lies in, and a division code where one is certain. */
export type SourcedPlace = {
  readonly name: string
  /** The name in the statistical code list, where it is written otherwise there. */
  readonly officialName: string
  readonly kind: string
  readonly district: string
  readonly parent: string
  /** 6, 9 or 12 digits; empty where the source allows none, or only a probable one. */
  readonly code: string
}

export type PlaceFinding = {
  /** Township or village where the source allows one, else the district. */
  readonly divisionCode: string
  /** The park in its own name, without its host in brackets; empty where none is printed. */
  readonly park: string
}

/** Rows of `places.csv`. A code that is only `probable` is not taken over: a place is known or it is not. */
export function readPlaces(
  records: readonly { readonly cells: Readonly<Record<string, string>> }[],
): SourcedPlace[] {
  return records.map(({ cells }) => {
    const certain = cells.code_match === 'exact' || cells.code_match === 'normalized'
    return {
      name: cells.name ?? '',
      officialName: certain ? (cells.package_name ?? '') : '',
      kind: cells.kind ?? '',
      district: cells.district ?? '',
      parent: cells.parent ?? '',
      code: certain ? (cells.code ?? '') : '',
    }
  })
}

/**
 * Where a project is, from the words of its row and nothing else. A location that names several townships, or only
 * a road, a park or a valley, leaves the project at its district.
 */
export function findPlace(
  row: { readonly district: string; readonly location: string; readonly park: string },
  districtCode: string,
  places: readonly SourcedPlace[],
): PlaceFinding {
  const near = places.filter((place) => place.district === row.district)
  const park = parkName(row.park) || parkName(parkAmong(row.location, near))
  const codes = new Set(row.location.split(/[;\uff1b]/).map((part) => codeOf(part.trim(), near)))
  codes.delete('')
  const [only] = codes
  if (codes.size === 1 && only && inside(only, districtCode)) return { divisionCode: only, park }
  const host = near.find((place) => place.name === park)?.parent ?? ''
  const hostCode = codes.size === 0 ? codeOf(host, near) : ''
  return { divisionCode: hostCode && inside(hostCode, districtCode) ? hostCode : districtCode, park }
}

/** The deepest certain code behind the words that name a place of a district; empty where there is none. */
export function codeOfPlace(words: string, district: string, places: readonly SourcedPlace[]): string {
  return codeOf(
    words,
    places.filter((place) => place.district === district),
  )
}

const inside = (code: string, districtCode: string) => code.startsWith(districtCode) && code.length > 6

/** The deepest certain code among the names that the words begin with or continue by: township, then village. */
function codeOf(words: string, places: readonly SourcedPlace[]): string {
  let rest = words
  let code = ''
  for (;;) {
    const found = longestPrefix(rest, places)
    if (!found) return code
    if (found.place.code.length >= 9) code = found.place.code
    rest = rest.slice(found.length)
    if (rest === '') return code
  }
}

function longestPrefix(words: string, places: readonly SourcedPlace[]) {
  return places
    .flatMap((place) =>
      [place.name, place.officialName].map((name) => ({ place, name, length: name.length })),
    )
    .filter(({ name }) => name !== '' && words.startsWith(name))
    .sort((a, b) => b.length - a.length)[0]
}

function parkAmong(location: string, places: readonly SourcedPlace[]): string {
  return places.find((place) => place.kind === 'park' && place.name === location)?.name ?? ''
}

function parkName(printed: string): string {
  const aside = /[)\uff09]$/u.test(printed) ? printed.search(/[(\uff08]/u) : -1
  return (aside < 0 ? printed : printed.slice(0, aside)).trim()
}
