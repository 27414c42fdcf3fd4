import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { useRef, useState } from 'react'
import { useAddress } from './address.ts'
import { useKeys } from './keys.tsx'

type SearchBoxProps = {
  label: string
  /** Takes what must not stand in an address; answers whether it did. */
  takesOver?: ((text: string) => boolean) | undefined
  onEnter?: ((text: string) => void) | undefined
}

/** Looks for part of a name; the text stands in the address, `f` leads here. */
export function SearchBox({ label, takesOver, onEnter }: SearchBoxProps) {
  const [address, change] = useAddress()
  const [typed, setTyped] = useState(address['q'] ?? '')
  const input = useRef<InputRef>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useKeys([{ key: 'f', labelKey: 'ui.keys.filter', run: () => input.current?.focus() }])
  const look = (text: string) => {
    setTyped(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const q = text.trim()
      change({ q: takesOver?.(q) ? null : q, page: null })
    }, 250)
  }
  return (
    <Input
      ref={input}
      type="search"
      aria-label={label}
      placeholder={label}
      prefix={<SearchOutlined aria-hidden="true" />}
      allowClear
      maxLength={60}
      style={{ width: 240 }}
      value={typed}
      onChange={({ target }) => look(target.value)}
      onPressEnter={() => onEnter?.(typed.trim())}
    />
  )
}
