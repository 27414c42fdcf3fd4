import { useLocale, useLocalText, useT } from '#kernel/ui/web'
import type { ExaminationAnswer, FindingAnswer } from '../../model/gate/answers.ts'
import { factWords } from '../../model/gate/words.ts'

/** What each rule came to, with its source and the facts that decided it; what stops the project first. */
export function Findings({ examination }: { examination: ExaminationAnswer }) {
  const { findings, standing } = examination
  const weight = (finding: FindingAnswer) =>
    standing.includes(finding.rule.id) ? 0 : finding.result === 'passed' ? 2 : 1
  return (
    <ul className="gate-findings">
      {findings
        .toSorted((a, b) => weight(a) - weight(b) || a.number - b.number)
        .map((finding) => (
          <FindingItem key={finding.rule.id} finding={finding} stops={standing.includes(finding.rule.id)} />
        ))}
    </ul>
  )
}

function FindingItem({ finding, stops }: { finding: FindingAnswer; stops: boolean }) {
  const t = useT()
  const text = useLocalText()
  const { locale } = useLocale()
  const { rule, number, result, facts, missing, rows } = finding
  const said = factWords(facts, locale, rows)
  return (
    <li data-stops={stops ? '' : undefined}>
      <span>{t(`projects.gate.result.${result}`)}</span>
      <div>
        <span>
          <span className="yw-number">{number}.</span> {text(rule.title)}
          {rule.effect === 'note' && ` (${t('projects.gate.effect.note')})`}
        </span>
        {result !== 'passed' && <span>{rule.text}</span>}
        {missing.length > 0 && (
          <span>
            {t('projects.gate.missing', {
              missing: missing.map((name) => t(`projects.field.${name}`)).join(t('projects.gate.and')),
            })}
          </span>
        )}
        {said !== '' && result !== 'passed' && <span className="project-quiet">{said}</span>}
        <small className="project-quiet">{rule.source}</small>
      </div>
    </li>
  )
}
