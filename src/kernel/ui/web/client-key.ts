import { useRef } from 'react'

/** A random UUID; `crypto.randomUUID` is missing on pages without TLS, `getRandomValues` isn't. */
export function newClientKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/**
 * The client key of one submit. It stays the same while the same content is sent again (a lost answer, a second
 * press), so that the server does the work once; other content gets another key, and so does the next submit
 * after `done`.
 */
export function useClientKey(): { keyFor: (content: unknown) => string; done: () => void } {
  const held = useRef<{ key: string; content: string } | null>(null)
  return {
    keyFor: (content) => {
      const text = JSON.stringify(content) ?? ''
      if (held.current?.content !== text) held.current = { key: newClientKey(), content: text }
      return held.current.key
    },
    done: () => {
      held.current = null
    },
  }
}
