import { Modal } from 'antd'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useT } from './locale.ts'

export type KeyBinding = {
  /** As `KeyboardEvent.key` names it: `/`, `j`, `Enter`, `Escape`. */
  key: string
  labelKey: string
  run: () => void
}

type Registered = { bindings: readonly KeyBinding[] }

const registered = new Set<Registered>()
const listeners = new Set<() => void>()
let snapshot: readonly Registered[] = []

function changed(): void {
  snapshot = [...registered]
  for (const listener of listeners) listener()
}

/** Keys belong to the page, not to someone who is typing or stands on a control that uses them itself. */
function isTyping(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="combobox"], [role="dialog"]')
  ) {
    return key !== 'Escape' || target.closest('[role="dialog"]') !== null
  }
  return key === 'Enter' && target.closest('a, button, summary, [role="menuitem"]') !== null
}

function onKeyDown(press: KeyboardEvent): void {
  if (
    press.ctrlKey ||
    press.metaKey ||
    press.altKey ||
    press.defaultPrevented ||
    isTyping(press.target, press.key)
  )
    return
  // What was put on the page last answers first.
  for (const { bindings } of snapshot.toReversed()) {
    const binding = bindings.find(({ key }) => key === press.key)
    if (binding) {
      press.preventDefault()
      binding.run()
      return
    }
  }
}

/** Keys that work while the component stands; `?` lists them. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const held = useRef<Registered>({ bindings })
  useEffect(() => {
    held.current.bindings = bindings
  })
  useEffect(() => {
    const mine = held.current
    registered.add(mine)
    if (registered.size === 1) addEventListener('keydown', onKeyDown)
    changed()
    return () => {
      registered.delete(mine)
      if (registered.size === 0) removeEventListener('keydown', onKeyDown)
      changed()
    }
  }, [])
}

/** Stands once in a shell: opens on `?` and lists every key of the page. */
export function KeysHelp() {
  const t = useT()
  const [open, setOpen] = useState(false)
  useKeys([{ key: '?', labelKey: 'ui.keys.help', run: () => setOpen(true) }])
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => snapshot,
  )
  return (
    <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={t('ui.keys.title')} width={400}>
      <dl className="yw-keys">
        {all.flatMap(({ bindings }) =>
          bindings.map(({ key, labelKey }) => (
            <div key={`${key}:${labelKey}`} style={{ display: 'contents' }}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(labelKey)}</dd>
            </div>
          )),
        )}
      </dl>
    </Modal>
  )
}
