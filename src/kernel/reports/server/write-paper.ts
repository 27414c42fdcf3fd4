import { maskPaper } from '../model/mask-numbers.ts'
import type { Paper } from '../model/paper.ts'
import { writeDocx } from './docx/write-docx.ts'
import { writePdf } from './pdf/write-pdf.ts'

/**
 * A document as a file. Whole numbers of persons are masked wherever somebody typed them; a paper that shows them for a
 * purpose is made by the reports' own routes, which note it.
 */
export function writePaper(format: 'docx' | 'pdf', paper: Paper): Promise<Buffer> {
  const masked = maskPaper(paper)
  return format === 'docx' ? writeDocx(masked) : writePdf(masked)
}
