import { defineLedger, type Ledger } from '#kernel/ledgers/model'
import type { ServerPlatform } from '#kernel/ledgers/server'

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const roles = (['steward', 'project_office', 'bureau_handler'] as const).map(
  (role) => ({ who: 'role', role }) as const,
)

/** A ledger about persons, with everything that may stand under a person's key. */
export const careLedger: Ledger = defineLedger(
  {
    id: 'care',
    title: text('关爱台账', 'Care ledger'),
    prefix: 'GA',
    titleField: 'matter',
    fields: [
      { name: 'matter', label: text('事项', 'Matter'), kind: 'text', required: true, column: true },
      { name: 'person', label: text('当事人', 'Person'), kind: 'person' },
      { name: 'illness', label: text('病情', 'Illness'), kind: 'text', secretOf: 'person', column: true },
      { name: 'income', label: text('收入', 'Income'), kind: 'money', secretOf: 'person', sensitivity: 2 },
      {
        name: 'visits',
        label: text('走访', 'Visits'),
        kind: 'list',
        secretOf: 'person',
        items: [
          { name: 'on', label: text('日期', 'On'), kind: 'date' },
          { name: 'seen', label: text('情况', 'Seen'), kind: 'text' },
        ],
      },
      {
        name: 'home',
        label: text('住址', 'Home'),
        kind: 'text',
        secretOf: 'person',
        fill: { element: 'person.address', from: 'person' },
      },
      { name: 'papers', label: text('材料', 'Papers'), kind: 'files', secretOf: 'person' },
      { name: 'photos', label: text('照片', 'Photos'), kind: 'files' },
      {
        name: 'known',
        label: text('已知', 'Known'),
        kind: 'boolean',
        derived: true,
      },
    ],
    stages: [
      { id: 'open', label: text('在办', 'Open'), open: true },
      { id: 'done', label: text('已办', 'Done'), open: false },
    ],
    actions: [
      {
        id: 'register',
        word: 'register',
        label: text('登记', 'Register'),
        to: 'open',
        by: roles,
        input: 'all',
      },
      {
        id: 'report',
        word: 'report',
        label: text('填报', 'Report'),
        from: ['open', 'done'],
        by: roles,
        input: ['person', 'illness', 'income', 'visits', 'papers', 'photos'],
      },
      {
        id: 'comment',
        word: 'comment',
        label: text('留言', 'Comment'),
        from: ['open', 'done'],
        by: roles,
        asks: [
          {
            name: 'text',
            label: text('内容', 'Text'),
            kind: 'long_text',
            required: true,
            secretOf: 'person',
          },
          { name: 'scans', label: text('扫描件', 'Scans'), kind: 'files', secretOf: 'person' },
        ],
      },
      {
        id: 'settle',
        word: 'complete',
        label: text('办结', 'Settle'),
        from: ['open'],
        to: 'done',
        by: roles,
      },
    ],
  },
  (values) => ({ known: 'illness' in values }),
)

export const carePlatform: ServerPlatform = {
  id: 'care',
  open: async () => ({ ledgers: [careLedger], routes: () => [], close: async () => undefined }),
}
