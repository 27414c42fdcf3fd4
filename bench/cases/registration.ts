import { fieldsOf } from '../data/fields.ts'
import { categories, channels } from '../data/ledgers.ts'
import { townshipsRead } from './reads.ts'

/** What the steward registers at a turn. */
export function registration(turn: number, ledger = 'bench_a') {
  return {
    ledger,
    divisionCode: townshipsRead[turn % townshipsRead.length] ?? '',
    fields: fieldsOf(
      {
        category: categories[turn % categories.length] ?? 'other',
        channel: channels[turn % channels.length] ?? 'portal',
      },
      turn,
      100 + ((turn * 7919) % 20_000_000),
    ),
  }
}
