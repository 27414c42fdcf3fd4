/** Sets documents and answers their bytes: fonts are large and setting takes a while, so neither is done where requests are served. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import pdfmake from 'pdfmake'
import type { Paper } from '../../model/paper.ts'
import { pdfDefinition } from './definition.ts'

export type PdfAsked = { paper: Paper; code: string | null }
export type PdfAnswer = { bytes: Uint8Array } | { fault: string }

// Noto Sans SC (SIL Open Font Licence): may be embedded, which the offices' own faces may not.
const fonts = join(dirname(fileURLToPath(import.meta.resolve('@embedpdf/fonts-sc'))), '..', 'fonts')
const [regular, bold] = [join(fonts, 'NotoSansHans-Regular.otf'), join(fonts, 'NotoSansHans-Bold.otf')]
pdfmake.setFonts({ Song: { normal: regular, bold, italics: regular, bolditalics: bold } })
// Nothing but these two is read from the disk, and nothing at all from the network.
pdfmake.setLocalAccessPolicy((path: string) => path === regular || path === bold)
pdfmake.setUrlAccessPolicy(() => false)

async function answer({ paper, code }: PdfAsked): Promise<PdfAnswer> {
  try {
    const buffer = await pdfmake.createPdf(pdfDefinition(paper, code)).getBuffer()
    return { bytes: new Uint8Array(buffer) }
  } catch (error) {
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

parentPort?.on(
  'message',
  (asked: PdfAsked) => void answer(asked).then((said) => parentPort?.postMessage(said)),
)
