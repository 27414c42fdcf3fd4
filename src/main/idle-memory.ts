const lookEveryMs = 30_000
/** Of one core; the work that comes round by itself takes a few hundredths. */
const idleShare = 0.1
const worthBytes = 32 << 20
/** A collection holds everything up for as long as it walks through what lives: a heap above this is left to V8. */
const liveBytesMax = 256 << 20

type Look = { spanMs: number; cpuMs: number; heapTotal: number; heapUsed: number; keptBytes: number }

/** Whether the process rested since the last look, and its heap is much larger than the last collection left it. */
export function shouldCollect({ spanMs, cpuMs, heapTotal, heapUsed, keptBytes }: Look): boolean {
  return cpuMs < spanMs * idleShare && heapUsed <= liveBytesMax && heapTotal - keptBytes >= worthBytes
}

/**
 * V8 keeps the heap that starting or a busy hour needed. This gives it back to the system once the process rests, for
 * as long as it lives; without `--expose-gc` (bin/node-flags.json has it) nothing happens.
 */
export function giveBackMemory(): void {
  const { gc } = globalThis
  if (!gc) return
  let keptBytes = 0
  let before = process.cpuUsage()
  setInterval(() => {
    const { user, system } = process.cpuUsage(before)
    before = process.cpuUsage()
    const { heapTotal, heapUsed } = process.memoryUsage()
    const cpuMs = (user + system) / 1000
    if (!shouldCollect({ spanMs: lookEveryMs, cpuMs, heapTotal, heapUsed, keptBytes })) return
    gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    keptBytes = process.memoryUsage().heapTotal
  }, lookEveryMs).unref()
}
