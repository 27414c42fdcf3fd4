import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import {
  lock,
  queueAction,
  settleConflict,
  setUp,
  syncNow,
  unlock,
  useConflicts,
  useFieldSession,
  useOfflineTasks,
  useUnsent,
  wipe,
} from '#kernel/offline/web'

/** A page with nothing on it but the web door: what any screen of the field is built on. */
const door = { setUp, unlock, lock, wipe, syncNow, queueAction, settleConflict }

function Page() {
  const view = {
    session: useFieldSession(),
    tasks: useOfflineTasks(),
    unsent: useUnsent(),
    conflicts: useConflicts(),
  }
  Object.assign(window, { view })
  return createElement('p', { id: 'state' }, view.session.state)
}

Object.assign(window, { door })
createRoot(document.body.appendChild(document.createElement('main'))).render(createElement(Page))
