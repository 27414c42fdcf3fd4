import '../../model/messages.ts'
import type { Table } from '../../model/table.ts'
import { translate } from '#kernel/i18n/model'
import { xmlHead, xmlText } from '../xml.ts'
import { type ZipPart, zipParts } from '../zip.ts'
import { stylesXml } from './styles.ts'
import { madeSheet, mainNamespace, tableSheet, type WrittenSheet } from './table-sheet.ts'

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const ofSheets = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** What a spreadsheet takes as a sheet's name: 31 characters, none of those that its formulas use. */
export function sheetName(title: string): string {
  const name = title
    .replaceAll(/[[\]:*?/\\']/g, ' ')
    .trim()
    .slice(0, 31)
  return name === '' ? 'Sheet1' : name
}

function workbookXml(names: readonly string[], { lastCell, titleRows }: WrittenSheet): string {
  const [first = ''] = names
  const quoted = xmlText(`'${first}'`)
  const sheets = names.map(
    (name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  return (
    `${xmlHead}<workbook xmlns="${mainNamespace}" xmlns:r="${office}"><bookViews><workbookView activeTab="0"/></bookViews>` +
    `<sheets>${sheets.join('')}</sheets><definedNames>` +
    `<definedName name="_xlnm.Print_Area" localSheetId="0">${quoted}!$A$1:${lastCell}</definedName>` +
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">${quoted}!${titleRows}</definedName>` +
    '</definedNames></workbook>'
  )
}

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
const relations = (items: readonly string[]) =>
  `${xmlHead}<Relationships xmlns="${packages}/relationships">${items.join('')}</Relationships>`

const contentTypes =
  `${xmlHead}<Types xmlns="${packages}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${ofSheets}.sheet.main+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${ofSheets}.worksheet+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="${ofSheets}.worksheet+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${ofSheets}.styles+xml"/></Types>`

async function* partsOf(table: Table, onRows: (rows: number) => void): AsyncGenerator<ZipPart> {
  const names = [sheetName(table.sheet.table), sheetName(table.sheet.made)]
  let sheet: WrittenSheet = { lastCell: '$A$1', titleRows: '$1:$1', rows: 0 }
  const part = (name: string, text: string): ZipPart => ({ name, content: [text] })
  yield part('[Content_Types].xml', contentTypes)
  yield part('_rels/.rels', relations([relation('rId1', 'officeDocument', 'xl/workbook.xml')]))
  yield {
    name: 'xl/worksheets/sheet1.xml',
    content: tableSheet(table, (written) => {
      sheet = written
      onRows(written.rows)
    }),
  }
  yield { name: 'xl/worksheets/sheet2.xml', content: madeSheet(table, sheet.rows) }
  const typefaces = {
    title: translate('zh-CN', 'reports.typeface.title'),
    head: translate('zh-CN', 'reports.typeface.head'),
    body: translate('zh-CN', 'reports.typeface.table'),
  }
  yield part('xl/styles.xml', stylesXml(typefaces))
  yield part('xl/workbook.xml', workbookXml(names, sheet))
  const sheets = names.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`))
  yield part('xl/_rels/workbook.xml.rels', relations([...sheets, relation('rId3', 'styles', 'styles.xml')]))
}

/** A table as an .xlsx workbook, its bytes as they are made: however long it is, little of it is in memory. */
export function writeWorkbook(
  table: Table,
  onRows: (rows: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  return zipParts(partsOf(table, onRows))
}
