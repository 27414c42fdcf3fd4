import { Drawer } from 'antd'
import { useState } from 'react'
import { AppLink, Light, useLocale, useT } from '#kernel/ui/web'
import { formatFen, formatNumber } from '#kernel/ui/model'
import type { ProgressAnswer } from '../../model/investment/answers.ts'
import type { LightRule } from '../../model/investment/light-rule.ts'
import './investment.css'

type Props = { name: string; progress: ProgressAnswer; rule: { version: number; body: unknown } }

/** The progress light of a project; a click proves it: plan, amount, months used, and the rule with its version. */
export function ProgressLightMark({ name, progress, rule }: Props) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const word = t(`projects.investment.light.${progress.light}`)
  return (
    <>
      {progress.light === 'not_provable' ? (
        <button type="button" className="investment-grey" onClick={() => setOpen(true)}>
          {word}
        </button>
      ) : (
        <Light light={progress.light} text={word} onClick={() => setOpen(true)} />
      )}
      <Drawer
        title={t('projects.investment.proof', { name })}
        open={open}
        onClose={() => setOpen(false)}
        size="large"
      >
        {open && <Proof progress={progress} rule={rule} />}
      </Drawer>
    </>
  )
}

function Proof({ progress, rule }: Omit<Props, 'name'>) {
  const t = useT()
  const { locale } = useLocale()
  const money = (fen: number) => formatFen(fen, locale)
  const body = rule.body as LightRule
  const { used, missing, plannedFen, doneFen, baseFen, behindHundredths } = progress
  return (
    <div className="investment-proof">
      <p>
        {t(`projects.investment.because.${progress.because}`, {
          points: behindHundredths === null ? '' : formatNumber(behindHundredths / 100, locale),
          months: missing.join(', '),
        })}
      </p>
      <dl>
        <dt>{t('projects.investment.proof.planned')}</dt>
        <dd className="yw-number">{money(plannedFen)}</dd>
        <dt>{t(`projects.investment.amount.${body.amount}`)}</dt>
        <dd className="yw-number">{money(doneFen)}</dd>
        <dt>{t(`projects.investment.base.${body.base}`)}</dt>
        <dd className="yw-number">{money(baseFen)}</dd>
        <dt>{t('projects.investment.proof.rule')}</dt>
        <dd>
          <AppLink to="/projects/rules">
            {t('projects.investment.proof.version', {
              version: rule.version,
              amber: body.amberFromPoints,
              red: body.redOverPoints,
            })}
          </AppLink>
        </dd>
      </dl>
      <table className="investment-months">
        <caption>{t('projects.investment.proof.months', { count: used.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('projects.investment.field.period')}</th>
            <th scope="col">{t('projects.investment.field.plannedFen')}</th>
            <th scope="col">{t(`projects.investment.amount.${body.amount}`)}</th>
          </tr>
        </thead>
        <tbody>
          {used.map((month) => (
            <tr key={month.period}>
              <th scope="row">
                <AppLink to={`/entries/${month.entryId}`}>{month.period}</AppLink>
              </th>
              <td className="yw-number">{money(month.plannedFen)}</td>
              <td className="yw-number">{month.doneFen === null ? t('ui.unknown') : money(month.doneFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
