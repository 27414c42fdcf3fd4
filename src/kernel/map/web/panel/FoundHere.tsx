import { useEffect, useState } from 'react'
import type { MapLayer } from '#kernel/map/model'
import { Empty, Light, Loading, useAddress, useLocale, useLocalText, useT } from '#kernel/ui/web'
import { type Found, findAt } from '../canvas/pick.ts'
import { useStanding } from '../canvas/standing.ts'
import type { LayerChoice } from '../layer-choice.ts'
import { LayerSwatch } from './LayerSwatch.tsx'

type FoundHereProps = {
  here: readonly [longitude: number, latitude: number]
  layers: readonly MapLayer[]
  choice: readonly LayerChoice[]
}

/** What lies at a place, layer by layer; anew whenever the map has drawn something else. */
function useFound(here: FoundHereProps['here'], layers: readonly MapLayer[]): Found[] | null {
  const standing = useStanding()
  const [found, setFound] = useState<Found[] | null>(null)
  const [longitude, latitude] = here
  useEffect(() => {
    if (!standing) return
    const { map } = standing
    const read = () => {
      const next = findAt(standing, [longitude, latitude], layers)
      setFound((known) => (JSON.stringify(known) === JSON.stringify(next) ? known : next))
    }
    // The panel takes some of the map's room: the place may lie under it.
    const keepInSight = () => {
      if (!map.getBounds().contains([longitude, latitude])) map.panTo([longitude, latitude])
    }
    keepInSight()
    if (map.loaded()) read()
    const subscriptions = [map.on('idle', read), map.on('resize', keepInSight)]
    return () => subscriptions.forEach((one) => one.unsubscribe())
  }, [standing, longitude, latitude, layers])
  return found
}

export function FoundHere({ here, layers, choice }: FoundHereProps) {
  const t = useT()
  const text = useLocalText()
  const found = useFound(here, layers)
  const seen = choice.filter(({ visible }) => visible)
  const groups = seen.flatMap(({ id }) => {
    const layer = layers.find((one) => one.id === id)
    const things = found?.filter((one) => one.layer === id) ?? []
    return layer && things.length > 0 ? [{ layer, things }] : []
  })
  return (
    <div className="yw-sheet">
      <h2>{t('map.screen.here')}</h2>
      <p className="yw-number">
        {t('map.screen.degrees', { longitude: here[0].toFixed(5), latitude: here[1].toFixed(5) })}
      </p>
      {found === null && <Loading />}
      {found !== null && groups.length === 0 && <Empty title={t('map.screen.here.nothing')} />}
      {groups.map(({ layer, things }) => (
        <section key={layer.id}>
          <h3 className="map-found-layer">
            <LayerSwatch layer={layer} />
            {text(layer.title)}
          </h3>
          <ul className="yw-rows">
            {things.map((thing) => (
              <li key={thing.key ?? thing.at.join()}>
                <FoundThing thing={thing} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function FoundThing({ thing }: { thing: Found }) {
  const t = useT()
  const { locale } = useLocale()
  const [, change] = useAddress()
  const standing = useStanding()
  const { name, name_en, count = 1, light, placed, code } = thing.properties
  const nearer = () => standing?.map.easeTo({ center: thing.at, zoom: standing.map.getZoom() + 2 })
  if (thing.key === null)
    return (
      <>
        <span>{t('map.screen.here.several', { count })}</span>
        {light && <Light light={light} />}
        <button type="button" className="map-link" onClick={nearer}>
          {t('map.screen.here.nearer')}
        </button>
      </>
    )
  const title = (locale === 'en' ? name_en : undefined) ?? name ?? thing.key
  return (
    <>
      <button
        type="button"
        className="map-link"
        onClick={() => change({ open: `${thing.layer}~${thing.key}` }, { push: true })}
      >
        {title}
      </button>
      {code !== undefined && <span className="yw-number yw-quiet">{code}</span>}
      {light && <Light light={light} />}
      {placed === 'village' && <span className="yw-quiet">{t('map.screen.here.about')}</span>}
    </>
  )
}
