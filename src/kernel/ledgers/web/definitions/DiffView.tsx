import { Tag } from 'antd'
import type { DiffAnswer } from '#kernel/ledgers/model'
import { useT } from '#kernel/ui/web'

/** What a version changes: first what entries in flight would notice, then every difference by its path. */
export function DiffView({ diff }: { diff: DiffAnswer }) {
  const t = useT()
  if (diff.differences.length === 0)
    return <p className="definition-quiet">{t('ledgers.definition.diff.none')}</p>
  return (
    <>
      {diff.effects.length > 0 && (
        <section className="definition-effects">
          <h3>{t('ledgers.definition.effects')}</h3>
          <ul>
            {diff.effects.map(({ code, name, text, count }) => (
              <li key={`${code}/${name}`}>
                {text} <strong>{t('ledgers.definition.effects.count', { count })}</strong>
              </li>
            ))}
          </ul>
        </section>
      )}
      <ul className="definition-diff">
        {diff.differences.map(({ path, kind, before, after }) => (
          <li key={`${kind} ${path}`}>
            <Tag>{t(`ledgers.definition.diff.${kind}`)}</Tag> <code>{path}</code>
            {kind !== 'added' && <Side sign="−" value={before} />}
            {kind !== 'removed' && <Side sign="+" value={after} />}
          </li>
        ))}
      </ul>
    </>
  )
}

const shortMax = 80

function Side({ sign, value }: { sign: string; value: unknown }) {
  const short = JSON.stringify(value) ?? ''
  const text = short.length > shortMax ? JSON.stringify(value, null, 2) : short
  return (
    <pre data-sign={sign}>
      {sign} {text}
    </pre>
  )
}
