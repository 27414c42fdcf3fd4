/** LibreOffice and Poppler for the tests of what is printed; installed where we may, asked for elsewhere. */
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findProgram, hasChineseFont, installWhereAllowed } from './chromium.ts'

/** The packages that are missing: the suite without its writer or its tables opens nothing of theirs. */
async function missingPackages(): Promise<string[]> {
  const path = process.env['PATH'] ?? ''
  const soffice = findProgram(['soffice'], path)
  const beside = (file: string) => soffice !== null && existsSync(join(dirname(realpathSync(soffice)), file))
  const poppler = ['pdftoppm', 'pdftotext'].every((name) => findProgram([name], path) !== null)
  return [
    ...(beside('libswlo.so') ? [] : ['libreoffice-writer-nogui']),
    ...(beside('libsclo.so') ? [] : ['libreoffice-calc-nogui']),
    ...(poppler ? [] : ['poppler-utils']),
    ...((await hasChineseFont()) ? [] : ['fontconfig', 'fonts-noto-cjk']),
  ]
}

/** Null when all is there, or why what is printed cannot be tested. */
export async function openOffice(): Promise<string | null> {
  await installWhereAllowed(await missingPackages())
  const left = await missingPackages()
  return left.length === 0 ? null : `LibreOffice and Poppler are needed (apt install ${left.join(' ')})`
}
