import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { useRef, useState } from 'react'
import { useAddress } from './address.ts'
import { useKeys } from './keys.tsx'

/** Looks for part of a name; the text stands in the address, `f` leads here. */
export function SearchBox({ label }: { label: string }) {
  const [address, change] = useAddress()
  const [typed, setTyped] = useState(address['q'] ?? '')
  const input = useRef<InputRef>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useKeys([{ key: 'f', labelKey: 'ui.keys.filter', run: () => input.current?.focus() }])
  const look = (text: string) => {
    setTyped(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => change({ q: text.trim(), page: null }), 250)
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
    />
  )
}
