import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let waiting: ServiceWorker | null = null
let asked = false

function offer(worker: ServiceWorker | null): void {
  waiting = worker
  for (const listener of listeners) listener()
}

function watch(registration: ServiceWorkerRegistration): void {
  // The first worker of all has no page that was loaded before it.
  const ready = () => navigator.serviceWorker.controller !== null && offer(registration.waiting)
  if (registration.waiting) ready()
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') ready()
    })
  })
}

const hourMs = 3_600_000

/**
 * Puts the face by on the phone. Browsers allow it with TLS or on the loopback only; without it the face works as long
 * as there is a line.
 */
export function putBy(): void {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (asked) location.reload()
  })
  navigator.serviceWorker
    .register('/field-worker.js', { scope: '/m', updateViaCache: 'none' })
    .then((registration) => {
      watch(registration)
      // A phone may stay on one page for a whole day.
      setInterval(() => void registration.update().catch(() => undefined), hourMs)
    })
    .catch(() => undefined)
}

/** A newer version that waits, and how to take it: nobody is interrupted by it. */
export function useNewVersion(): { take: () => void } | null {
  const worker = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting,
  )
  if (!worker) return null
  return {
    take: () => {
      asked = true
      worker.postMessage('take-over')
    },
  }
}
