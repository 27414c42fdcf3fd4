import { useLocalText, useT } from '#kernel/ui/web'
import type { RuleChangesAnswer } from '../model/answers.ts'

/** What a version says otherwise than another, line by line. */
export function ChangeList({ changes }: RuleChangesAnswer) {
  const t = useT()
  const text = useLocalText()
  return (
    <ul className="rulebook-changes">
      {changes.map(({ path, label, kind, before, after }) => (
        <li key={`${kind} ${path}`}>
          <span className="rulebook-kind">{t(`rulebooks.screen.kind.${kind}`)}</span>
          <strong>{text(label)}</strong>
          {before && <del>{text(before)}</del>}
          {before && after && <span aria-hidden="true">→</span>}
          {after && <ins>{text(after)}</ins>}
        </li>
      ))}
    </ul>
  )
}
