const unattendedMs = 60_000
let lastInput = performance.now()

for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']) {
  window.addEventListener(kind, () => (lastInput = performance.now()), { passive: true, capture: true })
}

/**
 * Whether nobody has touched the page for a minute: what it reloads by itself then doesn't keep the session alive, so
 * that an open tab isn't an open door. A wall is meant to stand there without anyone touching it.
 */
export function isUnattended(): boolean {
  return performance.now() - lastInput > unattendedMs && !window.location.pathname.startsWith('/wall')
}
