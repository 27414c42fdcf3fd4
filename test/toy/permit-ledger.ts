import { defineLedger } from '#kernel/ledgers/model'

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const office = { who: 'role', role: 'project_office' } as const
const steward = { who: 'role', role: 'steward' } as const

/** A small ledger of permits: numbers without gaps, and holds on the site. */
export const permitLedger = defineLedger({
  id: 'permit',
  title: text('试验许可', 'Toy permits'),
  prefix: 'XK',
  titleField: 'subject',
  fields: [
    { name: 'subject', label: text('事由', 'Subject'), kind: 'text', required: true, column: true },
    { name: 'paper', label: text('批文号', 'Paper'), kind: 'text', derived: true, column: true },
    { name: 'certificate', label: text('证号', 'Certificate'), kind: 'text', derived: true },
    { name: 'site', label: text('地块', 'Site'), kind: 'place' },
    { name: 'consent', label: text('同意书', 'Consent'), kind: 'text' },
  ],
  stages: [
    { id: 'registered', label: text('已登记', 'Registered'), open: true },
    { id: 'approved', label: text('已批准', 'Approved'), open: true },
    { id: 'issued', label: text('已发证', 'Issued'), open: false },
  ],
  tasks: [{ kind: 'decide', label: text('审批', 'Decide'), limit: { unit: 'working_days', count: 5 } }],
  actions: [
    {
      id: 'register',
      word: 'register',
      label: text('登记', 'Register'),
      to: 'registered',
      by: [steward, office, { who: 'system' }],
      input: 'all',
      opens: [{ task: 'decide', assign: { to: 'role', role: 'project_office' } }],
    },
    {
      id: 'approve',
      word: 'approve',
      label: text('审批', 'Approve'),
      from: ['registered'],
      to: 'approved',
      by: [office],
      serial: {
        id: 'paper',
        field: 'paper',
        pattern: '朝双〔{year}〕{no:4}号',
        per: 'year',
        scope: 'ledger',
      },
    },
    {
      id: 'note',
      word: 'report',
      label: text('填报', 'Note'),
      from: ['registered', 'approved'],
      by: [office],
      input: ['site'],
    },
    {
      id: 'survey',
      word: 'review',
      label: text('勘查', 'Survey'),
      from: ['registered'],
      by: [office],
      heldBy: ['dispute'],
    },
    {
      id: 'provisional',
      word: 'approve',
      label: text('先行批准', 'Approve provisionally'),
      from: ['registered'],
      by: [office],
      heldBy: 'none',
    },
    {
      id: 'issue',
      word: 'issue',
      label: text('发证', 'Issue'),
      from: ['approved'],
      to: 'issued',
      by: [office],
      input: ['consent'],
      closes: 'all',
      evidence: [{ kind: 'value', field: 'consent' }],
      serial: {
        id: 'certificate',
        field: 'certificate',
        pattern: '{division}-{no:5}',
        per: 'none',
        scope: 'district',
      },
    },
  ],
})
