import { defineLedger } from '#kernel/ledgers/model'
import { choices, label } from '../labels.ts'
import { demonstrationField, office, reason } from '../ledger-words.ts'

export const channelLevels = ['national', 'provincial', 'municipal', 'other'] as const

/** 资金渠道: where money can be asked for. Kept as data by the project office. */
export const channelLedger = defineLedger({
  id: 'funding_channel',
  title: label('projects.channel.ledger'),
  prefix: 'QD',
  titleField: 'name',
  fields: [
    { name: 'name', label: label('projects.channel.field.name'), kind: 'text', required: true, column: true },
    {
      name: 'level',
      label: label('projects.channel.field.level'),
      kind: 'choice',
      required: true,
      filter: true,
      column: true,
      options: choices(channelLevels, (value) => `projects.channel.level.${value}`),
    },
    { name: 'authority', label: label('projects.channel.field.authority'), kind: 'text', column: true },
    { name: 'terms', label: label('projects.channel.field.terms'), kind: 'long_text' },
    { name: 'basis', label: label('projects.channel.field.basis'), kind: 'text' },
    demonstrationField,
  ],
  stages: [
    { id: 'in_use', label: label('projects.channel.stage.in_use'), open: true },
    { id: 'ended', label: label('projects.channel.stage.ended'), open: false },
  ],
  actions: [
    {
      id: 'register',
      word: 'register',
      label: label('projects.channel.action.register'),
      to: 'in_use',
      by: [office],
      input: 'all',
    },
    {
      id: 'correct',
      word: 'report',
      label: label('projects.channel.action.correct'),
      from: ['in_use'],
      by: [office],
      input: ['name', 'level', 'authority', 'terms', 'basis'],
    },
    {
      id: 'end',
      word: 'archive',
      label: label('projects.channel.action.end'),
      from: ['in_use'],
      to: 'ended',
      by: [office],
      asks: [reason],
    },
  ],
})
