import type { DatabaseHandle } from './database.ts'

const retryMs = 1000

/**
 * Keeps true what a process knows of the database by heart: `reload` is called for every NOTIFY on the channel, and
 * after the line was down, when one may have been missed. What fails is tried again until it succeeds; calls that come
 * while one runs are one more. Returns how to stop.
 */
export async function follow(
  { listen }: Pick<DatabaseHandle, 'listen'>,
  channel: string,
  reload: () => Promise<unknown>,
): Promise<() => Promise<void>> {
  const stopping = new AbortController()
  let asked = false
  let running = false
  let timer: NodeJS.Timeout | undefined
  const work = async (): Promise<void> => {
    asked = true
    if (running) return
    running = true
    clearTimeout(timer)
    try {
      while (asked && !stopping.signal.aborted) {
        asked = false
        await reload()
      }
    } catch {
      if (!stopping.signal.aborted) timer = setTimeout(() => void work(), retryMs).unref()
    } finally {
      running = false
    }
  }
  const stop = await listen(
    channel,
    () => void work(),
    () => void work(),
  )
  return async () => {
    stopping.abort()
    clearTimeout(timer)
    await stop()
  }
}
