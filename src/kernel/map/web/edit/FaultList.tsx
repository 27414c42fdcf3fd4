import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useStanding } from '../canvas/standing.ts'
import { useT } from '#kernel/ui/web'
import type { PlacedFault } from './steps.ts'

type FaultListProps = {
  faults: readonly PlacedFault[]
  /** False where the map lies under a dialogue. */
  beside?: boolean
}

/** What is wrong, in words, and the way to where it is; the numbers stand on the map. */
export function FaultList({ faults, beside = true }: FaultListProps) {
  const t = useT()
  const standing = useStanding()
  const box = useRef<HTMLElement>(null)
  // In a long form what is wrong may lie below the button that was pressed.
  useEffect(() => {
    if (faults.length > 0) box.current?.scrollIntoView({ block: 'nearest' })
  }, [faults])
  if (faults.length === 0) return null
  const show = ([longitude, latitude]: readonly [number, number]) =>
    standing?.map.easeTo({
      center: [longitude, latitude],
      zoom: Math.max(standing.map.getZoom(), 14),
    })
  return (
    <section className="map-faults" role="alert" ref={box}>
      <h3>{t('map.faults', { count: faults.length })}</h3>
      <ol>
        {faults.map(({ path, code, detail, at }, index) => (
          <li key={`${path} ${code} ${at?.join() ?? ''}`}>
            <span className="map-fault-number" aria-hidden="true">
              {index + 1}
            </span>
            <span>
              {detail}
              {at && (
                <span className="yw-quiet yw-number">
                  {' '}
                  {t('map.screen.degrees', { longitude: at[0].toFixed(5), latitude: at[1].toFixed(5) })}
                </span>
              )}
            </span>
            {at && beside && standing && (
              <Button size="small" onClick={() => show(at)}>
                {t('map.faults.show')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
