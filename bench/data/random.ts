/** Numbers that look random and are the same on every run (mulberry32). */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A whole number of 32 bits. */
  bits(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (t ^ (t >>> 14)) >>> 0
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    return this.bits() / 4_294_967_296
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }

  /** A UUID of version 7 for the instant, in milliseconds. */
  id(ms: number): string {
    const time = ms.toString(16).padStart(12, '0')
    const a = (0x7000 | (this.bits() & 0x0fff)).toString(16)
    const b = (0x8000 | (this.bits() & 0x3fff)).toString(16)
    const c = this.bits().toString(16).padStart(8, '0')
    const d = (this.bits() & 0xffff).toString(16).padStart(4, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-${a}-${b}-${c}${d}`
  }
}

/** Chooses a whole number below a limit, the same ones for the same seed. */
export function chooser(seed: number): (below: number) => number {
  const random = new Random(seed)
  return (below) => random.below(below)
}
