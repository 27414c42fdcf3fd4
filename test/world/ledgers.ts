import { defineLedger, type Ledger } from '#kernel/ledgers/model'
import type { ServerPlatform } from '#kernel/ledgers/server'
import { toyLedger } from '../toy/toy-ledger.ts'

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const anyone = ['steward', 'project_office', 'grid_worker', 'unit_handler', 'bureau_handler'] as const
const roles = anyone.map((role) => ({ who: 'role', role }) as const)

/** A ledger of class 2, with a field of class 3, a question of class 3 and files in a field of class 3. */
export const guardedLedger: Ledger = defineLedger({
  id: 'guarded',
  title: text('保护台账', 'Guarded ledger'),
  prefix: 'BH',
  sensitivity: 1,
  titleField: 'matter',
  fields: [
    { name: 'matter', label: text('事项', 'Matter'), kind: 'text', required: true, column: true },
    {
      name: 'finding',
      label: text('认定', 'Finding'),
      kind: 'text',
      sensitivity: 2,
      filter: true,
      column: true,
    },
    { name: 'informant', label: text('举报人', 'Informant'), kind: 'long_text', sensitivity: 3 },
    { name: 'papers', label: text('材料', 'Papers'), kind: 'files' },
    { name: 'statements', label: text('笔录', 'Statements'), kind: 'files', sensitivity: 3 },
  ],
  stages: [
    { id: 'open', label: text('在办', 'Open'), open: true },
    { id: 'done', label: text('已办', 'Done'), open: false },
  ],
  tasks: [{ kind: 'look_into', label: text('核实', 'Look into'), limit: { unit: 'working_days', count: 3 } }],
  actions: [
    {
      id: 'register',
      word: 'register',
      label: text('登记', 'Register'),
      to: 'open',
      by: roles,
      input: 'all',
      opens: [{ task: 'look_into', assign: { to: 'role', role: 'bureau_handler' } }],
    },
    {
      id: 'comment',
      word: 'comment',
      label: text('留言', 'Comment'),
      from: ['open', 'done'],
      by: [...roles, { who: 'registrant' }],
      asks: [
        { name: 'text', label: text('内容', 'Text'), kind: 'long_text', required: true },
        { name: 'aside', label: text('内情', 'Aside'), kind: 'text', sensitivity: 3 },
      ],
    },
    {
      id: 'hand_over',
      word: 'assign',
      label: text('交办', 'Hand over'),
      from: ['open'],
      by: roles,
      closes: ['look_into'],
      opens: [{ task: 'look_into', assign: { to: 'input' } }],
    },
    {
      id: 'settle',
      word: 'complete',
      label: text('办结', 'Settle'),
      from: ['open'],
      to: 'done',
      by: [{ who: 'holder', task: 'look_into' }, ...roles],
      closes: 'all',
    },
  ],
})

/** The toy ledger and the guarded one, as a platform of the tests. */
export const worldPlatform: ServerPlatform = {
  id: 'world',
  open: async () => ({
    ledgers: [toyLedger, guardedLedger],
    routes: () => [],
    close: async () => undefined,
  }),
}
