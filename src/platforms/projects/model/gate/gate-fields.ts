import type { LedgerInput } from '#kernel/ledgers/model'
import { choices, label } from '../labels.ts'
import { leader } from '../ledger-words.ts'
import { findingResults, gateStates } from './examine.ts'

type Fields = LedgerInput['fields']

/** What the entry gate asks of a project; stated like any fact, with source and date. */
export const gateFactFields: Fields = [
  {
    name: 'industryCode',
    label: label('projects.field.industryCode'),
    help: label('projects.field.industryCode.help'),
    kind: 'text',
    max: 5,
  },
  { name: 'assetInvestmentFen', label: label('projects.field.assetInvestmentFen'), kind: 'money' },
  {
    name: 'energyTce',
    label: label('projects.field.energyTce'),
    kind: 'number',
    min: 0,
    unit: label('projects.unit.tce'),
  },
  { name: 'enclave', label: label('projects.field.enclave'), kind: 'boolean' },
  { name: 'introducingUnit', label: label('projects.field.introducingUnit'), kind: 'organisation' },
  { name: 'highRisk', label: label('projects.field.highRisk'), kind: 'boolean' },
  { name: 'safetyMet', label: label('projects.field.safetyMet'), kind: 'boolean' },
]

/** What the gate decided, logged with the action that asked it. */
export const gateRecordFields: Fields = [
  {
    name: 'gate',
    label: label('projects.field.gate'),
    kind: 'choice',
    derived: true,
    filter: true,
    column: true,
    options: choices(gateStates, (value) => `projects.gate.state.${value}`),
  },
  { name: 'gateVersion', label: label('projects.field.gateVersion'), kind: 'number', derived: true },
  {
    name: 'gateFindings',
    label: label('projects.field.gateFindings'),
    kind: 'list',
    derived: true,
    items: [
      { name: 'rule', label: label('projects.gate.rule'), kind: 'text' },
      {
        name: 'result',
        label: label('projects.gate.result'),
        kind: 'choice',
        options: choices(findingResults, (value) => `projects.gate.result.${value}`),
      },
      { name: 'facts', label: label('projects.gate.facts'), kind: 'text' },
    ],
  },
  {
    name: 'overrideReason',
    label: label('projects.field.overrideReason'),
    kind: 'long_text',
    derived: true,
  },
  { name: 'overriddenOn', label: label('projects.field.overriddenOn'), kind: 'date', derived: true },
  { name: 'overriddenBy', label: label('projects.field.overriddenBy'), kind: 'account', derived: true },
  {
    name: 'gateOverrides',
    label: label('projects.field.gateOverrides'),
    kind: 'list',
    derived: true,
    items: [
      { name: 'rule', label: label('projects.gate.rule'), kind: 'text' },
      { name: 'title', label: label('projects.gate.title'), kind: 'text' },
      { name: 'since', label: label('projects.gate.since'), kind: 'number' },
      {
        name: 'result',
        label: label('projects.gate.result'),
        kind: 'choice',
        options: choices(findingResults, (value) => `projects.gate.result.${value}`),
      },
    ],
  },
]

/** 准入特批: a named leader lets a project pass in spite of what stops it, with a reason that stays. */
export const overrideAction: LedgerInput['actions'][number] = {
  id: 'override_gate',
  word: 'approve',
  label: label('projects.action.override_gate'),
  from: ['planning', 'negotiation'],
  by: [leader],
  heldBy: 'none',
  asks: [
    { name: 'reason', label: label('projects.field.reason'), kind: 'long_text', required: true },
    { name: 'basis', label: label('projects.field.overrideBasis'), kind: 'files' },
  ],
}
