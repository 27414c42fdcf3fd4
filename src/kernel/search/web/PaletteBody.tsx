import { useMutation, useQuery } from '@tanstack/react-query'
import { SearchOutlined } from '@ant-design/icons'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { isWholeNumber } from '#kernel/registry/model'
import { ErrorState, Loading, stringifyAddress, useGo, useSession, useT } from '#kernel/ui/web'
import { lookUpNumber, searchQuery } from './hits.ts'
import { type Option, optionsOf } from './palette-options.ts'
import { PaletteList } from './PaletteList.tsx'
import { forgetRecent, keepRecent, readRecent } from './recent.ts'
import { useRested } from './use-typed.ts'

/** What is typed, what it finds, and what becomes of the option that is taken. */
function usePalette(onClose: () => void, input: RefObject<HTMLInputElement | null>) {
  const go = useGo()
  const { session } = useSession()
  const { id: accountId } = session.account
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const [recent, setRecent] = useState(() => readRecent(accountId))
  const text = typed.trim()
  const rested = useRested(text)
  const whole = isWholeNumber(text) && session.rights.includes('registry.read')
  // A whole number is never part of an address.
  const q = isWholeNumber(rested) ? '' : rested
  const { data, error, refetch, isPlaceholderData } = useQuery(searchQuery({ q }))
  const lookUp = useMutation({ mutationFn: lookUpNumber })
  const answer = whole || q === '' ? undefined : data
  const { rights } = session
  const options = optionsOf({ text, q, whole, answer, found: lookUp.data, recent, rights })
  const answered = whole || text === '' || (rested === text && !isPlaceholderData)
  const open = (path: string) => {
    keepRecent(accountId, text)
    onClose()
    go(path)
  }
  const type = (next: string) => {
    setTyped(next)
    setChosen(0)
    lookUp.reset()
  }
  const take = (option: Option) => {
    if (option.kind === 'recent') {
      type(option.q)
      input.current?.focus()
    } else if (option.kind === 'number') lookUp.mutate(option.number)
    else if (option.path !== undefined) open(option.path)
  }
  const enter = (option: Option | undefined) => {
    // What was typed a moment ago has no answer yet: its own page has it.
    if (answered && option) take(option)
    else if (!answered && !isWholeNumber(text)) open(`/search${stringifyAddress({ q: text })}`)
  }
  return {
    typed,
    type,
    text,
    options,
    at: Math.min(chosen, Math.max(options.length - 1, 0)),
    busy: !answered,
    point: setChosen,
    take,
    enter,
    waiting: q !== '' && !answer && !whole && !error,
    error: lookUp.error ?? (answer || whole || q === '' ? null : error),
    retry: () => void (lookUp.error ? lookUp.reset() : refetch()),
    nothing: answer?.groups.every(({ count }) => count === 0) ?? false,
    nobody: lookUp.data?.rows.length === 0,
    forget: () => {
      forgetRecent(accountId)
      setRecent([])
    },
  }
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
const listSteps: Record<string, number> = { ...steps, j: 1, k: -1 }

/** What is typed, and below it what it finds, by kind; everything by keyboard. */
export function PaletteBody({ onClose }: { onClose: () => void }) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const palette = usePalette(onClose, input)
  const { options, at } = palette
  useEffect(() => input.current?.focus(), [])
  const keysOf = (table: Record<string, number>) => (press: KeyboardEvent) => {
    // Enter and arrows choose among characters while a Chinese word is being typed.
    if (press.nativeEvent.isComposing) return
    const step = table[press.key]
    if (step !== undefined && options.length > 0) palette.point((at + step + options.length) % options.length)
    else if (press.key === 'Enter') palette.enter(options[at])
    else return
    press.preventDefault()
  }
  return (
    <div className="search-palette">
      <div className="search-field">
        <SearchOutlined aria-hidden="true" />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={t('search.title')}
          aria-expanded={options.length > 0}
          aria-controls="search-options"
          aria-activedescendant={options.length > 0 ? `search-option-${at}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          placeholder={t('search.placeholder')}
          value={palette.typed}
          onChange={({ target }) => palette.type(target.value)}
          onKeyDown={keysOf(steps)}
        />
        <button type="button" className="search-close" onClick={onClose}>
          Esc
        </button>
      </div>
      {palette.error && <ErrorState error={palette.error} onRetry={palette.retry} />}
      {palette.waiting && <Loading lines={4} />}
      {!palette.error && !palette.waiting && <PaletteList palette={palette} onKeyDown={keysOf(listSteps)} />}
      <p className="search-keys">{t('search.keys')}</p>
    </div>
  )
}

export type Palette = ReturnType<typeof usePalette>
