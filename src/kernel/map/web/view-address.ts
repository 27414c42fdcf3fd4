/** Where the map looks: `12.5/41.5718/120.4508` in the address is zoom, latitude and longitude. */
export type View = { zoom: number; center: [longitude: number, latitude: number] }

export function viewText({ zoom, center: [longitude, latitude] }: View): string {
  return `${Number(zoom.toFixed(2))}/${latitude.toFixed(5)}/${longitude.toFixed(5)}`
}

/** Null where the address says nothing that is a place. */
export function viewFromText(text: string | undefined): View | null {
  const parts = text?.split('/') ?? []
  const [zoom = NaN, latitude = NaN, longitude = NaN] = parts.map((part) =>
    /^-?\d+(\.\d+)?$/.test(part) ? Number(part) : NaN,
  )
  if (parts.length !== 3 || ![zoom, latitude, longitude].every(Number.isFinite)) return null
  if (zoom < 0 || zoom > 22 || Math.abs(latitude) > 85 || Math.abs(longitude) > 180) return null
  return { zoom, center: [longitude, latitude] }
}

/** A place in the address: `41.57180,120.45080`, latitude first, as people say it. */
export function pointText([longitude, latitude]: readonly [number, number]): string {
  return `${latitude.toFixed(5)},${longitude.toFixed(5)}`
}

export function pointFromText(text: string | undefined): [longitude: number, latitude: number] | null {
  const view = viewFromText(text === undefined ? undefined : `0/${text.replace(',', '/')}`)
  return view?.center ?? null
}
