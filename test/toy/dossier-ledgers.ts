import { defineLedger, type LedgerInput } from '#kernel/ledgers/model'

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const office = { who: 'role', role: 'project_office' } as const
const stages = [
  { id: 'open', label: text('在办', 'Open'), open: true },
  { id: 'closed', label: text('已办', 'Closed'), open: false },
]

export const noteInDossier: NonNullable<LedgerInput['reactions']>[number] = {
  id: 'note_in_dossier',
  label: text('记入卷宗', 'Note in the dossier'),
  on: { action: 'issue' },
  act: {
    on: { field: 'dossier' },
    action: 'note',
    input: {
      papers: {
        row: {
          key: 'code',
          values: { code: { from: 'code' }, no: { from: 'no' }, day: { of: 'day' }, paper: { of: 'id' } },
        },
      },
    },
  },
}

const dossierLedger = defineLedger({
  id: 'dossier',
  title: text('试验卷宗', 'Toy dossiers'),
  prefix: 'JZ',
  titleField: 'name',
  fields: [
    { name: 'name', label: text('名称', 'Name'), kind: 'text', required: true },
    {
      name: 'papers',
      label: text('文书', 'Papers'),
      kind: 'list',
      items: [
        { name: 'code', label: text('编码', 'Code'), kind: 'text' },
        { name: 'no', label: text('文号', 'Number'), kind: 'text' },
        { name: 'day', label: text('日期', 'Day'), kind: 'date' },
        { name: 'paper', label: text('条目', 'Entry'), kind: 'entry', ledger: 'paper' },
      ],
    },
  ],
  stages,
  actions: [
    {
      id: 'register',
      word: 'register',
      label: text('登记', 'Register'),
      to: 'open',
      by: [office],
      input: 'all',
    },
    {
      id: 'note',
      word: 'report',
      label: text('记录', 'Note'),
      from: ['open'],
      by: [office, { who: 'system' }],
      input: ['papers'],
    },
  ],
})

/** A paper belongs to a dossier by a field, and its issue sets its row in the dossier's list. */
export const paperInput: LedgerInput = {
  id: 'paper',
  title: text('试验文书', 'Toy papers'),
  prefix: 'WS',
  titleField: 'code',
  fields: [
    { name: 'code', label: text('编码', 'Code'), kind: 'text', required: true },
    { name: 'dossier', label: text('卷宗', 'Dossier'), kind: 'entry', ledger: 'dossier' },
  ],
  stages,
  actions: [
    {
      id: 'register',
      word: 'register',
      label: text('登记', 'Register'),
      to: 'open',
      by: [office],
      input: 'all',
    },
    {
      id: 'issue',
      word: 'issue',
      label: text('发文', 'Issue'),
      from: ['open', 'closed'],
      to: 'closed',
      by: [office],
      asks: [{ name: 'no', label: text('文号', 'Number'), kind: 'text', required: true }],
    },
  ],
  reactions: [noteInDossier],
}

export const dossierLedgers = [dossierLedger, defineLedger(paperInput)] as const
