import { type Locale, translate } from '#kernel/i18n/model'
import type { ImportMapping } from '../../model/importing/answers.ts'
import '../../model/importing/messages.ts'
import type { RefusedList } from './work.ts'

/** So that no program takes a text for a formula. */
const plainCell = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

/** What is typed of a number, right or wrong, but for its ends: the list itself has it whole. */
function masked(text: string): string {
  if (text.length <= 4) return '*'.repeat(text.length)
  const shown = Math.min(3, Math.floor(text.length / 4))
  return text.slice(0, shown) + '*'.repeat(text.length - 2 * shown) + text.slice(-shown)
}

/** The refused rows with their reasons, and the rows like somebody registered, in the reader's language. */
export async function refusedWorkbook(
  { refused, alike }: RefusedList,
  { headings, mapping, locale }: { headings: readonly string[]; mapping: ImportMapping; locale: Locale },
): Promise<Buffer> {
  const t = (key: string) => translate(locale, key)
  const secret = new Set([mapping.idNumber, mapping.phone])
  const head = [t('registry.import.sheet.row'), t('registry.import.sheet.reason'), ...headings]
  const body = refused.map(({ row, reasons, cells }) => [
    row,
    reasons
      .map(({ field, code }) => {
        const column = field === null ? undefined : mapping[field]
        const heading = column === undefined ? undefined : headings[column]
        return heading === undefined ? t(code) : `${heading}: ${t(code)}`
      })
      .join('; '),
    ...headings.map((_, column) =>
      plainCell(secret.has(column) ? masked(cells[column] ?? '') : (cells[column] ?? '')),
    ),
  ])
  const like = alike.map(({ row, label, score, reasons }) => [
    row,
    label,
    score,
    reasons
      .filter(({ points }) => points > 0)
      .map(({ field, finding }) => t(`registry.match.${field}.${finding}`))
      .join('; '),
  ])
  const likeHead = [
    t('registry.import.sheet.row'),
    t('registry.kind.person'),
    '',
    t('registry.import.sheet.reason'),
  ]
  const sheets = [
    { name: t('registry.import.sheet.refused'), rows: [head, ...body] },
    { name: t('registry.import.sheet.alike'), rows: [likeHead, ...like] },
  ]
  const { write } = await import('hucre')
  return Buffer.from(await write({ sheets }))
}
