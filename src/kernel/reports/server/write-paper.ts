import { maskPaper } from '../model/mask-numbers.ts'
import type { Paper } from '../model/paper.ts'
import { writePdf } from './pdf/write-pdf.ts'

/** A document as a file, as it is. What writes .docx is large, and loaded with the first one. */
export async function paperFile(format: 'docx' | 'pdf', paper: Paper): Promise<Buffer> {
  if (format === 'pdf') return writePdf(paper)
  const { writeDocx } = await import('./docx/write-docx.ts')
  return writeDocx(paper)
}

/**
 * A document as a file. Whole numbers of persons are masked wherever somebody typed them; a paper that shows them for a
 * purpose is made by the reports' own routes, which note it.
 */
export function writePaper(format: 'docx' | 'pdf', paper: Paper): Promise<Buffer> {
  return paperFile(format, maskPaper(paper))
}
