import { join, resolve } from 'node:path'
import type { CommandIo } from './command.ts'

export const houseOptions = { data: { type: 'string' }, database: { type: 'string' } } as const

type Values = { data?: string | undefined; database?: string | undefined }

/** Where the data is: `--data`, `--database` or DATABASE_URL, else the folder beside the program. */
export function placeOf(
  values: Values,
  { env }: Pick<CommandIo, 'env'>,
): { dataDir: string; databaseUrl: string | undefined } {
  const dataDir = values.data ?? env['YIWANG_DATA']
  return {
    dataDir: dataDir === undefined ? join(import.meta.dirname, '../../../.yiwang/data') : resolve(dataDir),
    databaseUrl: values.database ?? (env['DATABASE_URL'] || undefined),
  }
}
