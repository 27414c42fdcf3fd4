import { useLocale, useLocalText, useT } from '#kernel/ui/web'
import { catalogueClasses, type GateContent } from '../../model/gate/rules.ts'
import { conditionText } from '../../model/gate/words.ts'

type RuleListProps = { content: GateContent; since?: Readonly<Record<string, number>> }

/** Each rule as it is published: text, source, what the source says of it, and when it hits. */
export function RuleList({ content, since = {} }: RuleListProps) {
  const t = useT()
  const text = useLocalText()
  const { locale } = useLocale()
  const asked = new Set(
    content.rules.flatMap(({ conditions }) =>
      conditions.flatMap((condition) => (condition.op === 'in_catalogue' ? [condition.value] : [])),
    ),
  )
  const empty = catalogueClasses.filter(
    (one) => asked.has(one) && !content.catalogue.some((row) => row.class === one),
  )
  return (
    <>
      {empty.length > 0 && (
        <p className="gate-notice">
          {t('projects.gate.catalogue.empty', {
            classes: empty.map((one) => t(`projects.gate.class.${one}`)).join(t('projects.gate.or')),
          })}
        </p>
      )}
      <ol className="gate-rules">
        {content.rules.map((rule, index) => (
          <li key={rule.id}>
            <h3>
              <span className="yw-number">{index + 1}.</span> {text(rule.title)} ·{' '}
              {t(`projects.gate.effect.${rule.effect}`)}
            </h3>
            <p>{rule.text}</p>
            <dl>
              <dt>{t('projects.gate.conditions')}</dt>
              <dd>
                {rule.conditions
                  .map((condition) => conditionText(condition, locale))
                  .join(t('projects.gate.and'))}
              </dd>
              <dt>{t('projects.gate.source')}</dt>
              <dd>{rule.source}</dd>
              <dt>{t('projects.gate.standing')}</dt>
              <dd>{t(`projects.gate.standing.${rule.standing}`)}</dd>
              {since[rule.id] !== undefined && (
                <>
                  <dt>{t('projects.gate.since')}</dt>
                  <dd>{t('projects.gate.version', { version: since[rule.id] ?? 0 })}</dd>
                </>
              )}
            </dl>
          </li>
        ))}
      </ol>
    </>
  )
}
