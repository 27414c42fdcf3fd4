import { answerFor, cacheOf, outdated } from './field-worker-rules.ts'

/** Put in by the build: what the field face is made of, and a mark of it. */
declare const fieldBuild: { version: string; entry: string; files: readonly string[] }

type ExtendableEvent = Event & { waitUntil(work: Promise<unknown>): void }
type AskEvent = ExtendableEvent & { request: Request; respondWith(answer: Promise<Response>): void }
type Scope = {
  location: Location
  clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void
  addEventListener(kind: 'fetch', listener: (event: AskEvent) => void): void
  addEventListener(kind: 'message', listener: (event: MessageEvent<unknown>) => void): void
}

const scope = self as unknown as Scope
const pageKey = '/m'
const cacheName = cacheOf(fieldBuild.version)
const files = new Set(fieldBuild.files)

/** Everything or nothing: a version that is not whole is not installed, and tried again with the next visit. */
async function putBy(): Promise<void> {
  const cache = await caches.open(cacheName)
  const page = await fetch(pageKey, { cache: 'no-cache' })
  // Between two builds the page may be of another one than this worker.
  if (!page.ok || !(await page.clone().text()).includes(fieldBuild.entry)) throw new Error('not this version')
  await cache.addAll(fieldBuild.files)
  await cache.put(pageKey, page)
}

async function fromCache(key: string, request: Request): Promise<Response> {
  const own = await caches.open(cacheName)
  return (await own.match(key)) ?? (await caches.match(key)) ?? fetch(request)
}

scope.addEventListener('install', (event) => event.waitUntil(putBy()))

scope.addEventListener('activate', (event) => {
  const tidy = async () => {
    await Promise.all(outdated(await caches.keys(), cacheName).map((name) => caches.delete(name)))
    await scope.clients.claim()
  }
  event.waitUntil(tidy())
})

scope.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request
  const answer = answerFor({ method, mode, url }, scope.location.origin, files)
  if (answer === null) return
  event.respondWith(fromCache(answer.from === 'page' ? pageKey : answer.path, event.request))
})

// A new version waits until the person at the phone asks for it.
scope.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void scope.skipWaiting()
})
