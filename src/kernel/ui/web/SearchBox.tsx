import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useAddress } from './address.ts'
import { useKeys } from './keys.tsx'

const typingMilliseconds = 250

/** What may be typed, but must not stand in an address. */
export type HeldText = {
  /** The text that is held now, or ''. */
  text: string
  /** Holds a text that must not stand in an address; answers whether it did. */
  take: (text: string) => boolean
}

type SearchBoxProps = {
  label: string
  held?: HeldText | undefined
  onEnter?: ((text: string) => void) | undefined
  width?: number
}

/** Looks for part of a name; the text stands in the address, `f` leads here. */
export function SearchBox({ label, held, onEnter, width = 240 }: SearchBoxProps) {
  const [address, change] = useAddress()
  const asked = address['q'] ?? ''
  const [typed, setTyped] = useState(asked)
  /** What was typed when the address was last told. */
  const [told, setTold] = useState(asked)
  /** What this box put into the address, and what it saw there last. */
  const [put, setPut] = useState(asked)
  const [seen, setSeen] = useState(asked)
  if (seen !== asked) {
    setSeen(asked)
    // Cleared or changed from elsewhere: another button, a saved view, the way back.
    if (put !== asked) {
      const text = asked === '' ? (held?.text ?? '') : asked
      setPut(asked)
      setTyped(text)
      setTold(text)
    }
  }
  const input = useRef<InputRef>(null)
  useKeys([{ key: 'f', labelKey: 'ui.keys.filter', run: () => input.current?.focus({ cursor: 'all' }) }])
  const tell = useEffectEvent(() => {
    const text = typed.trim()
    const q = held?.take(text) ? '' : text
    setTold(typed)
    setPut(q)
    change({ q, page: null })
  })
  useEffect(() => {
    if (typed === told) return
    const timer = setTimeout(tell, typingMilliseconds)
    return () => clearTimeout(timer)
  }, [typed, told])
  return (
    <Input
      ref={input}
      type="search"
      aria-label={label}
      placeholder={label}
      prefix={<SearchOutlined aria-hidden="true" />}
      suffix={typed === '' ? <kbd className="yw-kbd">f</kbd> : <span />}
      allowClear
      maxLength={60}
      style={{ width }}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onPressEnter={() => onEnter?.(typed.trim())}
    />
  )
}
