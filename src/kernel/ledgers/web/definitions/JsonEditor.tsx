import { useRef } from 'react'

type JsonEditorProps = {
  id: string
  label: string
  text: string
  /** Lines on which something is wrong. */
  faulty: ReadonlySet<number>
  onChange: (text: string) => void
}

/** Leads to a line of the editor and chooses it. */
export function showLine(id: string, line: number): void {
  const area = document.getElementById(id)
  if (!(area instanceof HTMLTextAreaElement)) return
  const lines = area.value.split('\n')
  const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  area.focus()
  area.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0))
  area.scrollTop = Math.max(0, (line - 6) * lineHeight)
}

/** In pixels, as the style sheet has it. */
const lineHeight = 20

/** A text with the numbers of its lines. */
export function JsonEditor({ id, label, text, faulty, onChange }: JsonEditorProps) {
  const gutter = useRef<HTMLPreElement>(null)
  const numbers = text.split('\n').map((_, index) => index + 1)
  return (
    <div className="json-editor">
      <pre ref={gutter} aria-hidden="true">
        {numbers.map((line) => (
          <span key={line} data-faulty={faulty.has(line) ? '' : undefined}>
            {faulty.has(line) ? `● ${line}` : line}
            {'\n'}
          </span>
        ))}
      </pre>
      <textarea
        id={id}
        aria-label={label}
        value={text}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        onScroll={({ currentTarget }) => {
          if (gutter.current) gutter.current.scrollTop = currentTarget.scrollTop
        }}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}
