import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'error.ledgers.bad_period': 'The period ends before it begins: {to} is before {from}.',
  'error.ledgers.as_of_too_large':
    'More than {limit} entries have moved since that moment of recording, too many at once. Narrow the place, or look at the present.',
  'ledgers.statistics.measure.on_time': 'On time',
  'ledgers.statistics.measure.on_time.text':
    'Of the handling that was due in the period, what was finished by its date, with extensions. What was handed on, sent back, suspended or voided is excluded by its rule and listed.',
  'ledgers.statistics.measure.on_time_original': 'On time by the original date',
  'ledgers.statistics.measure.on_time_original.text':
    'Of the same handling, what was finished by its date without extensions.',
  'ledgers.statistics.measure.extension': 'Extended',
  'ledgers.statistics.measure.extension.text': 'Of the same handling, what was given more time.',
  'ledgers.statistics.measure.response': 'Responded',
  'ledgers.statistics.measure.response.text':
    'Of the signing that was due in the period, what was done in time; in a ledger without a limit for signing, the handling that was signed for or finished by its date.',
  'ledgers.statistics.measure.rework': 'Reworked',
  'ledgers.statistics.measure.rework.text':
    'Of the handling that was finished in the period, what failed its verification, was sent back or reopened since, whenever that was.',
  'ledgers.statistics.measure.resolution': 'Resolved',
  'ledgers.statistics.measure.resolution.text':
    'Of the entries registered in the period, those that are finished by now and have not come back.',
  'ledgers.statistics.measure.satisfaction': 'Satisfied',
  'ledgers.statistics.measure.satisfaction.text':
    'Of the ratings given in the period, those that reach the ledger’s score; a rating against which an appeal was upheld does not count.',
  'ledgers.statistics.rule.voided': 'voided',
  'ledgers.statistics.rule.refused': 'refused',
  'ledgers.statistics.rule.duplicate': 'duplicate of another entry',
  'ledgers.statistics.rule.no_limit': 'no time limit',
  'ledgers.statistics.rule.released': 'no longer needed',
  'ledgers.statistics.rule.suspended': 'suspended before it was due',
  'ledgers.statistics.rule.handed_on': 'handed on in time',
  'ledgers.statistics.rule.appeal_upheld': 'appeal upheld',
  'ledgers.statistics.rule.excluded': 'left out by a decision',
  'ledgers.statistics.rule.not_yet_due': 'not yet due',
  'ledgers.statistics.rounding': 'Rounding',
  'ledgers.statistics.rounding.text':
    'Whole numbers, two decimals, half rounds up. What is not all is never shown as 100 %, what is not nothing never as 0 %, and without cases there is no rate.',
}
