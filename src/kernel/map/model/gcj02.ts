import type { Position } from '#kernel/divisions/model'

const axis = 6_378_245
const eccentricity = 0.006693421622965943

/** How far GCJ-02 puts a place from where it is, by the formula that everybody uses since it was found out. */
function offset([longitude, latitude]: Position): [number, number] {
  const [x, y] = [longitude - 105, latitude - 35]
  const wave = (value: number) => Math.sin(value * Math.PI)
  const common = (20 * wave(6 * x) + 20 * wave(2 * x)) * (2 / 3)
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    common +
    (20 * wave(y) + 40 * wave(y / 3)) * (2 / 3) +
    (160 * wave(y / 12) + 320 * wave(y / 30)) * (2 / 3)
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    common +
    (20 * wave(x) + 40 * wave(x / 3)) * (2 / 3) +
    (150 * wave(x / 12) + 300 * wave(x / 30)) * (2 / 3)
  const sine = Math.sin((latitude / 180) * Math.PI)
  const magic = 1 - eccentricity * sine * sine
  const root = Math.sqrt(magic)
  return [
    (east * 180) / ((axis / root) * Math.cos((latitude / 180) * Math.PI) * Math.PI),
    (north * 180) / (((axis * (1 - eccentricity)) / (magic * root)) * Math.PI),
  ]
}

/** GCJ-02 is declared for China alone; elsewhere it is WGS 84. */
function outside([longitude, latitude]: Position): boolean {
  return longitude < 72.004 || longitude > 137.8347 || latitude < 0.8293 || latitude > 55.8271
}

/** The offset coordinates (GCJ-02, as in Chinese web maps) of a place in WGS 84 or CGCS2000. */
export function toGcj02(position: Position): Position {
  if (outside(position)) return position
  const [dx, dy] = offset(position)
  return [position[0] + dx, position[1] + dy]
}

/** The inverse, by coming closer: to less than a millimetre. */
export function fromGcj02(position: Position): Position {
  if (outside(position)) return position
  let guess = position
  for (let round = 0; round < 10; round += 1) {
    const [x, y] = toGcj02(guess)
    guess = [guess[0] + position[0] - x, guess[1] + position[1] - y]
  }
  return guess
}
