import { type RefObject, useEffect, useRef } from 'react'
import { type View, viewFromText, viewText } from '../view-address.ts'
import { MapView } from './library.ts'
import { drawMark, markImage, markNames } from './marks.ts'
import { type Palette, paletteOf } from './palette.ts'

export type Bounds = readonly [west: number, south: number, east: number, north: number]

/** The map that stands, with the colours it is drawn in. */
export type Standing = {
  map: MapView
  palette: Palette
  /** True once it was taken down: nothing is left on it to tidy up then. */
  isGone: () => boolean
}

type Options = {
  bounds: Bounds
  view: View | null
  onView: (view: View) => void
  onLost: () => void
  /** Told when the map's style is there, and with null when the map goes. */
  onStanding: (standing: Standing | null) => void
  /** What the canvas is called, for who doesn't see it. */
  title: string
  /** Device px for one px of the page; the screen's own without. */
  pixelRatio?: number | undefined
}

/** Everything that is laid over the layers stands above this one. */
export const overlayAnchor = 'overlays'

/** North stays up: nothing turns or tilts the map. It asks no host for letters: the browser draws them. */
function makeMap(
  container: HTMLElement,
  palette: Palette,
  { bounds, view, title, pixelRatio }: Options,
): MapView {
  const [west, south, east, north] = bounds
  const [across, up] = [(east - west) * 0.6, (north - south) * 0.6]
  const map = new MapView({
    container,
    style: {
      version: 8,
      sources: { [overlayAnchor]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': palette.outside } },
        { id: overlayAnchor, type: 'line', source: overlayAnchor },
      ],
    },
    ...(view
      ? { center: view.center, zoom: view.zoom }
      : { bounds: [west, south, east, north] as [number, number, number, number] }),
    fitBoundsOptions: { padding: 24 },
    maxBounds: [west - across, south - up, east + across, north + up],
    minZoom: 6,
    maxZoom: 19,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    rollEnabled: false,
    renderWorldCopies: false,
    fadeDuration: 0,
    localIdeographFontFamily: palette.font,
    locale: { 'Map.Title': title },
    ...(pixelRatio === undefined ? {} : { pixelRatio }),
    // Each frame would be copied once more, which without a graphics card takes as long as drawing it: a sheet alone
    // keeps what was drawn, any other page draws once more as it is printed.
    canvasContextAttributes: { preserveDrawingBuffer: pixelRatio !== undefined },
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  return map
}

function addMarks(map: MapView, palette: Palette): void {
  for (const name of markNames) {
    for (const placed of [true, false]) {
      const image = drawMark(name, palette, placed, 2)
      if (image) map.addImage(markImage(name, placed), image, { pixelRatio: 2 })
    }
  }
}

/** Makes the map in its container, and takes it down with it. */
export function useMap(container: RefObject<HTMLElement | null>, options: Options): void {
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  useEffect(() => {
    const element = container.current
    if (!element) return
    const palette = paletteOf(element)
    const map = makeMap(element, palette, latest.current)
    let gone = false
    map.on('load', () => {
      addMarks(map, palette)
      latest.current.onStanding({ map, palette, isGone: () => gone })
    })
    map.on('moveend', () => {
      const { lng, lat } = map.getCenter()
      latest.current.onView({ zoom: map.getZoom(), center: [lng, lat] })
    })
    map.on('webglcontextlost', () => gone || latest.current.onLost())
    const drawForPrint = () => void map.redraw()
    window.addEventListener('beforeprint', drawForPrint)
    return () => {
      gone = true
      window.removeEventListener('beforeprint', drawForPrint)
      latest.current.onStanding(null)
      map.remove()
    }
  }, [container])
}

/** Goes where the address says when it changes by itself: back, forward, a link. */
export function useFollow(standing: Standing | null, view: View | null): void {
  const text = view ? viewText(view) : undefined
  useEffect(() => {
    const wanted = viewFromText(text)
    if (!standing || !wanted) return
    const { map } = standing
    const { lng, lat } = map.getCenter()
    if (viewText({ zoom: map.getZoom(), center: [lng, lat] }) === text) return
    if (!map.isMoving()) map.jumpTo(wanted)
  }, [standing, text])
}
