/** Longitude and latitude in degrees, CGCS2000 (EPSG:4490). */
type Point = readonly [longitude: number, latitude: number]

// The ellipsoid of CGCS2000 (GB/T 22021): semi-major axis in metres and flattening.
const semiMajor = 6_378_137
const flattening = 1 / 298.257_222_101
const semiMinor = semiMajor * (1 - flattening)
const eccentricitySquared = flattening * (2 - flattening)
const eccentricity = Math.sqrt(eccentricitySquared)
const radians = Math.PI / 180
/** From pole to pole in metres: half an ellipse, by Ramanujan's formula, exact to the millimetre at this flattening. */
const halfMeridian =
  (Math.PI / 2) *
  (3 * (semiMajor + semiMinor) - Math.sqrt((3 * semiMajor + semiMinor) * (semiMajor + 3 * semiMinor)))

/** The course from one point to another by Vincenty's inverse formula; null for points that lie opposite each other. */
function vincenty(from: Point, to: Point): number | null {
  const across = (to[0] - from[0]) * radians
  const u1 = Math.atan((1 - flattening) * Math.tan(from[1] * radians))
  const u2 = Math.atan((1 - flattening) * Math.tan(to[1] * radians))
  const [sin1, cos1, sin2, cos2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)]
  let lambda = across
  for (let round = 0; round < 200; round++) {
    const [sinLambda, cosLambda] = [Math.sin(lambda), Math.cos(lambda)]
    const sinSigma = Math.hypot(cos2 * sinLambda, cos1 * sin2 - sin1 * cos2 * cosLambda)
    if (sinSigma === 0) return 0
    const cosSigma = sin1 * sin2 + cos1 * cos2 * cosLambda
    const sigma = Math.atan2(sinSigma, cosSigma)
    const sinAlpha = (cos1 * cos2 * sinLambda) / sinSigma
    const cosSquared = 1 - sinAlpha ** 2
    const middle = cosSquared === 0 ? 0 : cosSigma - (2 * sin1 * sin2) / cosSquared
    const c = (flattening / 16) * cosSquared * (4 + flattening * (4 - 3 * cosSquared))
    const inner = middle + c * cosSigma * (2 * middle ** 2 - 1)
    const next = across + (1 - c) * flattening * sinAlpha * (sigma + c * sinSigma * inner)
    if (Math.abs(next - lambda) < 1e-12) return lengthOf({ cosSquared, sigma, sinSigma, cosSigma, middle })
    lambda = next
  }
  return null
}

type Arc = { cosSquared: number; sigma: number; sinSigma: number; cosSigma: number; middle: number }

function lengthOf({ cosSquared, sigma, sinSigma, cosSigma, middle }: Arc): number {
  const u = (cosSquared * (semiMajor ** 2 - semiMinor ** 2)) / semiMinor ** 2
  const a = 1 + (u / 16_384) * (4096 + u * (-768 + u * (320 - 175 * u)))
  const b = (u / 1024) * (256 + u * (-128 + u * (74 - 47 * u)))
  const last = (b / 6) * middle * (4 * sinSigma ** 2 - 3) * (4 * middle ** 2 - 3)
  const inner = middle + (b / 4) * (cosSigma * (2 * middle ** 2 - 1) - last)
  return semiMinor * a * (sigma - b * sinSigma * inner)
}

/** The shortest way over the ellipsoid in metres. */
export function distance(from: Point, to: Point): number {
  const found = vincenty(from, to)
  if (found !== null) return found
  // The formula finds no course between points that lie opposite each other; the shortest then leads over a pole.
  return halfMeridian
}

/** Metres along a line. */
export function lengthOfLine(points: readonly Point[]): number {
  return points.reduce((sum, point, at) => {
    const before = points[at - 1]
    return before ? sum + distance(before, point) : sum
  }, 0)
}

/** The ellipsoid's area in square metres between the equator and a latitude, for one radian of longitude. */
function zone(latitude: number): number {
  const sine = Math.sin(latitude * radians)
  const inner = sine / (1 - eccentricitySquared * sine ** 2) + Math.atanh(eccentricity * sine) / eccentricity
  return (semiMinor ** 2 / 2) * inner
}

// Points and weights of Gauss and Legendre for five points in [-1, 1].
const gauss: readonly (readonly [at: number, weight: number])[] = [
  [0, 128 / 225],
  [0.538_469_310_105_683, 0.478_628_670_499_366],
  [-0.538_469_310_105_683, 0.478_628_670_499_366],
  [0.906_179_845_938_664, 0.236_926_885_056_189],
  [-0.906_179_845_938_664, 0.236_926_885_056_189],
]

/**
 * Square metres of a ring on the ellipsoid, whichever way it runs and closed or not. Its edges run straight in
 * longitude and latitude, as the edges of every stored shape do.
 */
export function areaOfRing(ring: readonly Point[]): number {
  let sum = 0
  ring.forEach((from, at) => {
    const to = ring[(at + 1) % ring.length]
    if (!to) return
    const half = ((to[0] - from[0]) * radians) / 2
    const [middle, rise] = [(from[1] + to[1]) / 2, (to[1] - from[1]) / 2]
    sum += half * gauss.reduce((total, [place, weight]) => total + weight * zone(middle + place * rise), 0)
  })
  return Math.abs(sum)
}

/** Square metres of an area: its outer rings less their holes. */
export function areaOf(polygons: readonly (readonly (readonly Point[])[])[]): number {
  return polygons.reduce(
    (sum, [outer = [], ...holes]) =>
      sum + areaOfRing(outer) - holes.reduce((open, hole) => open + areaOfRing(hole), 0),
    0,
  )
}
