import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useLocale, useT } from '#kernel/ui/web'
import { useStanding } from '../canvas/standing.ts'
import { useSketch } from '../sketch/use-sketch.ts'
import { areaOfRing, distance, lengthOfLine } from './geodesy.ts'
import { areaIn, areaUnits, lengthIn } from './units.ts'

/** Lengths and areas on the ellipsoid of CGCS2000, of what is drawn on the map. */
export function MeasurePanel() {
  const t = useT()
  const { locale } = useLocale()
  const standing = useStanding()
  const [kind, setKind] = useState<'line' | 'polygon'>('line')
  const { points, done, undo, finish, restart } = useSketch({ standing, kind })
  const lengthText = useLengthText()
  const [first] = points
  const around = kind === 'polygon' && points.length > 2 && first ? [...points, first] : points
  const steps = around.slice(1).map((to, at) => {
    const from = around[at]
    return from ? distance(from, to) : 0
  })
  return (
    <div className="yw-sheet map-measure">
      <h2>{t('map.measure.title')}</h2>
      <Segmented
        aria-label={t('map.measure.what')}
        value={kind}
        options={[
          { value: 'line', label: t('map.measure.distance') },
          { value: 'polygon', label: t('map.measure.area') },
        ]}
        onChange={setKind}
      />
      <p className="yw-quiet">{t('map.sketch.how')}</p>
      <div className="map-measured" role="status">
        {points.length < 2 && <p>{t('map.measure.begin')}</p>}
        {points.length >= 2 && (
          <dl>
            <dt>{t(kind === 'line' ? 'map.measure.length' : 'map.measure.perimeter')}</dt>
            <dd className="yw-number">{lengthText(lengthOfLine(around))}</dd>
            {kind === 'polygon' && points.length > 2 && (
              <>
                <dt>{t('map.measure.area')}</dt>
                {areaUnits.map((unit) => (
                  <dd key={unit} className="yw-number">
                    {t(`map.measure.${unit}`, { area: areaIn(unit, areaOfRing(points), locale) })}
                  </dd>
                ))}
              </>
            )}
          </dl>
        )}
      </div>
      <div className="yw-sheet-actions">
        <Button onClick={finish} disabled={done || points.length < (kind === 'line' ? 2 : 3)}>
          {t('map.sketch.finish')}
        </Button>
        <Button onClick={undo} disabled={points.length === 0}>
          {t('map.sketch.undo')}
        </Button>
        <Button onClick={restart} disabled={points.length === 0}>
          {t('map.sketch.restart')}
        </Button>
      </div>
      {steps.length > 1 && <Steps texts={steps.map(lengthText)} />}
      <p className="yw-quiet">{t('map.measure.method')}</p>
    </div>
  )
}

function useLengthText(): (metres: number) => string {
  const t = useT()
  const { locale } = useLocale()
  return (metres) => {
    const { unit, text } = lengthIn(metres, locale)
    return t(`map.measure.${unit}`, { length: text })
  }
}

function Steps({ texts }: { texts: readonly string[] }) {
  const t = useT()
  return (
    <section>
      <h3>{t('map.measure.steps')}</h3>
      <ol className="map-steps yw-number">
        {texts.map((text, at) => (
          // The steps have no name but their place in the line.
          <li key={`${at}`}>{text}</li>
        ))}
      </ol>
    </section>
  )
}
