import { defineLedger } from '#kernel/ledgers/model'

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const office = { who: 'role', role: 'project_office' } as const
const steward = { who: 'role', role: 'steward' } as const
const open = ['registered', 'handling']

/** A small ledger of complaints: links, duplicates that go on in a master. */
export const complaintLedger = defineLedger({
  id: 'complaint',
  title: text('试验投诉', 'Toy complaints'),
  prefix: 'TS',
  titleField: 'subject',
  fields: [
    { name: 'subject', label: text('事由', 'Subject'), kind: 'text', required: true, column: true },
    { name: 'site', label: text('地点', 'Site'), kind: 'place' },
  ],
  stages: [
    { id: 'registered', label: text('已登记', 'Registered'), open: true },
    { id: 'handling', label: text('办理中', 'Handling'), open: true },
    { id: 'merged', label: text('已并件', 'Merged'), open: false },
    { id: 'answered', label: text('已答复', 'Answered'), open: false },
    { id: 'done', label: text('已办结', 'Done'), open: false },
  ],
  tasks: [{ kind: 'handle', label: text('办理', 'Handle'), limit: { unit: 'working_days', count: 5 } }],
  actions: [
    {
      id: 'register',
      word: 'register',
      label: text('登记', 'Register'),
      to: 'registered',
      by: [steward, office],
      input: 'all',
      opens: [{ task: 'handle', assign: { to: 'role', role: 'project_office' } }],
    },
    {
      id: 'link',
      word: 'link',
      label: text('关联', 'Link'),
      from: open,
      by: [office, steward],
      link: { relations: ['duplicate_of', 'caused_by', 'part_of'], duplicateStage: 'merged' },
    },
    {
      id: 'complete',
      word: 'complete',
      label: text('办结', 'Complete'),
      from: open,
      to: 'done',
      by: [office],
      closes: 'all',
      asks: [{ name: 'opinion', label: text('答复', 'Opinion'), kind: 'text', required: true }],
    },
    {
      id: 'answer',
      word: 'answer',
      label: text('答复', 'Answer'),
      from: ['merged'],
      to: 'answered',
      by: [{ who: 'system' }],
      asks: [
        { name: 'opinion', label: text('答复', 'Opinion'), kind: 'text', required: true },
        { name: 'master', label: text('主件', 'Master'), kind: 'text', required: true },
      ],
    },
    {
      id: 'comment',
      word: 'comment',
      label: text('留言', 'Comment'),
      from: [...open, 'merged', 'done'],
      by: [office, steward],
      asks: [{ name: 'text', label: text('内容', 'Text'), kind: 'long_text', required: true }],
    },
  ],
})
