import { translate } from '#kernel/i18n/model'
import type { Action, Field } from './definition.ts'
import { decisionQuestions, exclusionQuestions } from './exclusions.ts'
import './messages.ts'

const labelOf = (key: string) => ({ 'zh-CN': translate('zh-CN', key), en: translate('en', key) })
const question = (name: string, rest: Omit<Field, 'name' | 'label'>): Field => ({
  name,
  label: labelOf(`ledgers.question.${name}`),
  ...rest,
})

/** Who rates gives one of five grades; 3 and above count as satisfied unless a ledger says otherwise. */
export const scoreMax = 5

const questions = new WeakMap<Action, Field[]>()

/** What a word itself asks for, whatever the ledger: its answer is what the word does. */
export function wordQuestions(action: Action): Field[] {
  const known = questions.get(action)
  if (known) return known
  const asked = ofWord(action)
  questions.set(action, asked)
  return asked
}

function ofWord({ word, extends: extension, opens, link, excludes }: Action): Field[] {
  switch (word) {
    case 'request_extension':
      return [
        question('count', {
          kind: 'number',
          required: true,
          min: 1,
          max: extension?.countMax ?? 1,
          whole: true,
          unit: labelOf(`ledgers.unit.${extension?.unit ?? 'working_days'}`),
        }),
        question('reason', { kind: 'text', required: true }),
      ]
    case 'approve_extension':
      // Left empty, what was asked for is granted.
      return [
        question('granted', { kind: 'number', min: 1, max: 10_000, whole: true }),
        question('opinion', { kind: 'text' }),
      ]
    case 'link':
      return [
        ...((link?.relations.length ?? 0) > 1
          ? [
              question('relation', {
                kind: 'choice',
                required: true,
                options: link?.relations.map((value) => ({
                  value,
                  label: labelOf(`ledgers.relation.${value}`),
                })),
              }),
            ]
          : []),
        question('entryId', { kind: 'entry', required: true, ledger: link?.ledger }),
      ]
    case 'rate':
      return [
        question('score', { kind: 'number', required: true, min: 1, max: scoreMax, whole: true }),
        question('rated', { kind: 'organisation' }),
      ]
    case 'appeal':
      return [
        question('rating', { kind: 'number', required: true, min: 1, whole: true }),
        question('reason', { kind: 'text', required: true }),
        question('proofs', { kind: 'files', required: true }),
      ]
    case 'decide_appeal':
      return [
        question('rating', { kind: 'number', required: true, min: 1, whole: true }),
        question('opinion', { kind: 'text', required: true }),
      ]
    case 'request_exclusion':
      return exclusionQuestions({ excludes })
    case 'decide_exclusion':
      return decisionQuestions()
    default:
      return opens.some(({ assign }) => assign.to === 'each')
        ? [question('organisations', { kind: 'organisations', required: true })]
        : []
  }
}

/** The outcomes an action can have: those it names, and those that decide its stage. */
export function outcomesOf({ outcomes = [], byOutcome = {} }: Action): string[] {
  return [...new Set([...outcomes.map(({ id }) => id), ...Object.keys(byOutcome)])]
}
