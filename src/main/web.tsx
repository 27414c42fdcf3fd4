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
const forResidents = /^\/portal(\/|$)/.test(location.pathname)
// Two starts, so that a resident's phone loads nothing that only officials need.
const { start } = forResidents ? await import('./web/start-portal.tsx') : await import('./web/start-work.tsx')
if (root) await start(root)
