import { useState } from 'react'
import { type Point, pointAt } from '#kernel/ledgers/model'

/** Asks the browser where its user is: only when told to, and what it says is shown before it is sent. */
export function useHere(onFound: (spot: Point) => void) {
  const [asking, setAsking] = useState(false)
  const [refused, setRefused] = useState(false)
  const ask = () => {
    setRefused(false)
    setAsking(true)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setAsking(false)
        onFound(pointAt(coords.longitude, coords.latitude, coords.accuracy))
      },
      () => {
        setAsking(false)
        setRefused(true)
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 0 },
    )
  }
  return { ask, asking, refused }
}
