import { Button } from 'antd'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Empty, useT } from '#kernel/ui/web'
import { HitLine } from './HitLine.tsx'
import type { Palette } from './PaletteBody.tsx'
import type { Option } from './palette-options.ts'

type PaletteListProps = { palette: Palette; onKeyDown: (press: KeyboardEvent) => void }

export function PaletteList({ palette, onKeyDown }: PaletteListProps) {
  const t = useT()
  const { options, at, text } = palette
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`#search-option-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [at])
  if (palette.nobody) return <Empty title={t('search.number.none')} />
  if (palette.nothing && text !== '')
    return <Empty title={t('search.none', { q: text })} text={t('search.none.text')} />
  if (options.length === 0) return <p className="search-hint">{t('search.hint')}</p>
  return (
    <>
      {options[0]?.kind === 'recent' && (
        <div className="search-recent">
          <span>{t('search.recent')}</span>
          <Button type="link" size="small" onClick={palette.forget}>
            {t('search.recent.clear')}
          </Button>
        </div>
      )}
      <div
        ref={list}
        id="search-options"
        className="search-options"
        role="listbox"
        aria-label={t('search.results')}
        aria-busy={palette.busy}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {options.map((option, index) => (
          <OptionLine
            key={option.key}
            option={option}
            heading={headingOf(options, index)}
            index={index}
            chosen={index === at}
            onTake={() => palette.take(option)}
            onPoint={() => palette.point(index)}
          />
        ))}
      </div>
    </>
  )
}

/** The kind whose first line it is. */
function headingOf(options: readonly Option[], index: number): string | undefined {
  const kindAt = (at: number) => {
    const option = options[at]
    return option?.kind === 'hit' ? option.hit.kind : undefined
  }
  const kind = kindAt(index)
  return kind !== undefined && kind !== kindAt(index - 1) ? kind : undefined
}

type OptionLineProps = {
  option: Option
  heading: string | undefined
  index: number
  chosen: boolean
  onTake: () => void
  onPoint: () => void
}

function OptionLine({ option, heading, index, chosen, onTake, onPoint }: OptionLineProps) {
  const t = useT()
  return (
    <>
      {heading !== undefined && (
        <div className="search-heading" role="presentation">
          {t(`search.kind.${heading}`)}
        </div>
      )}
      <button
        type="button"
        tabIndex={-1}
        id={`search-option-${index}`}
        className={chosen ? 'search-option search-option-chosen' : 'search-option'}
        role="option"
        aria-selected={chosen}
        aria-disabled={option.kind === 'hit' && option.path === undefined}
        onMouseMove={onPoint}
        onClick={onTake}
      >
        <OptionText option={option} />
      </button>
    </>
  )
}

function OptionText({ option }: { option: Option }) {
  const t = useT()
  if (option.kind === 'hit') return <HitLine hit={option.hit} />
  if (option.kind === 'recent') return <span>{option.q}</span>
  if (option.kind === 'number') return <span>{t('search.number.look')}</span>
  const { group } = option
  if (!group) return <span className="search-all">{t('search.all.results')}</span>
  const params = { count: group.count, kind: t(`search.kind.${group.kind}`) }
  return <span className="search-all">{t(group.more ? 'search.all.more' : 'search.all', params)}</span>
}
