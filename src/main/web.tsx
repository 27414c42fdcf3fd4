/** After an update the parts of the old build are gone: load the page anew, but not over and over. */
function reloadAfterUpdate(): void {
  const key = 'yiwang.reloadedAt'
  addEventListener('vite:preloadError', (event) => {
    if (!navigator.onLine || Date.now() - Number(sessionStorage.getItem(key) ?? 0) < 60_000) return
    event.preventDefault()
    sessionStorage.setItem(key, String(Date.now()))
    location.reload()
  })
}

reloadAfterUpdate()
const root = document.getElementById('root')
/** Three starts: a resident's phone loads nothing that only officials need, and the field's is put by on the phone. */
function startOf(path: string): Promise<{ start: (root: HTMLElement) => Promise<void> }> {
  if (/^\/portal(\/|$)/.test(path)) return import('./web/start-portal.tsx')
  if (/^\/m(\/|$)/.test(path)) return import('./web/field/start-field.tsx')
  return import('./web/start-work.tsx')
}

const { start } = await startOf(location.pathname)
if (root) await start(root)
