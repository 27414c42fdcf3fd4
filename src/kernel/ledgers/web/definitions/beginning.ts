import { translate } from '#kernel/i18n/model'
import './messages.ts'

const labelled = (name: string) => ({
  'zh-CN': translate('zh-CN', `ledgers.definition.begin.${name}`),
  en: translate('en', `ledgers.definition.begin.${name}`),
})

/** The least that a ledger needs, to begin with; what it is called is for its maker to say. */
export function beginning(): unknown {
  return {
    id: 'new_ledger',
    title: { 'zh-CN': '', en: '' },
    prefix: 'N',
    titleField: 'subject',
    fields: [{ name: 'subject', label: labelled('subject'), kind: 'text', required: true, column: true }],
    stages: [
      { id: 'registered', label: labelled('registered'), open: true },
      { id: 'closed', label: labelled('closed'), open: false },
    ],
    tasks: [{ kind: 'handle', label: labelled('handle'), limit: { unit: 'working_days', count: 5 } }],
    actions: [
      {
        id: 'register',
        word: 'register',
        label: labelled('register'),
        to: 'registered',
        by: [{ who: 'role', role: 'project_office' }],
        input: 'all',
        opens: [{ task: 'handle', assign: { to: 'actor' } }],
      },
      {
        id: 'close',
        word: 'close',
        label: labelled('close'),
        from: ['registered'],
        to: 'closed',
        by: [{ who: 'holder', task: 'handle' }],
        closes: 'all',
      },
    ],
  }
}
