import { deflateRawSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { cleanPng, photo } from '../../world/images.ts'
import type { Sample } from './draft.ts'

const text = (type: string, content: string): Sample => ({ type, bytes: Buffer.from(content) })
const utf8 = (content: string) => new TextEncoder().encode(content)

const plainSheet = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>电话</t></is></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="B2"><v>13912345678</v></c></row></sheetData></worksheet>`

/** A workbook of one sheet, written by hand, so that it can hold what no program would write. */
export function workbook(extra: Record<string, Uint8Array> = {}, sheet = plainSheet): Buffer {
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packages = 'http://schemas.openxmlformats.org/package/2006'
  return Buffer.from(
    zipSync(
      {
        '[Content_Types].xml': utf8(
          `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
        ),
        '_rels/.rels': utf8(
          `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
        ),
        'xl/workbook.xml': utf8(
          `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relations}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
        ),
        'xl/_rels/workbook.xml.rels': utf8(
          `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
        ),
        'xl/worksheets/sheet1.xml': utf8(sheet),
        ...extra,
      },
      { mtime: new Date(2026, 0, 1) },
    ),
  )
}

/** A shape file, its index and its table: one square, enough for a reader to begin. */
function shapes(): Buffer {
  const shape = Buffer.alloc(100)
  shape.writeInt32BE(9994)
  shape.writeInt32BE(50, 24)
  shape.writeInt32LE(1000, 28)
  shape.writeInt32LE(5, 32)
  return Buffer.from(
    zipSync({ 'a.shp': shape, 'a.shx': shape, 'a.dbf': Buffer.alloc(64, 3), 'a.prj': utf8('GEOGCS["x"]') }),
  )
}

const plan = `<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><Tasks><Task><UID>1</UID><ID>1</ID><Name>a</Name>
<Start>2026-03-02T08:00:00</Start><Finish>2026-03-09T17:00:00</Finish><Duration>PT40H0M0S</Duration></Task></Tasks></Project>`

/** A file of every kind that somebody hands in, whole, to be damaged. */
export async function samplesOfFiles(): Promise<Sample[]> {
  const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  const outline =
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"a"},"geometry":{"type":"Polygon","coordinates":[[[120,41],[120.1,41],[120.1,41.1],[120,41]]]}}]}'
  return [
    text('text/csv', '姓名,电话\n甲,13912345678\n"乙\n'),
    text('text/plain', 'x'),
    text('application/json', outline),
    text('application/geo+json', outline),
    text('application/xml', plan),
    text('application/xml', `<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>${plan.slice(21)}`),
    text('image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" onload="throw 1"/>'),
    text('text/html', '<script>throw 1</script>'),
    text('application/pdf', '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
    text(
      'application/x-www-form-urlencoded',
      'jurisdiction_id=211302&api_key=x&service_code=a&lat=41.57&long=120.45&description=x&media_url=http://127.0.0.1/x',
    ),
    { type: spreadsheet, bytes: workbook() },
    { type: spreadsheet, bytes: workbook({ 'xl/worksheets/sheet2.xml': new Uint8Array(3_000_000) }) },
    { type: 'application/zip', bytes: shapes() },
    { type: 'application/zip', bytes: Buffer.from(zipSync({ '../../x': utf8('x'), '/etc/x': utf8('x') })) },
    { type: 'application/offset+octet-stream', bytes: Buffer.from('x'.repeat(300)) },
    { type: 'application/octet-stream', bytes: deflateRawSync(Buffer.alloc(100_000)) },
    { type: 'image/png', bytes: await cleanPng() },
    { type: 'image/jpeg', bytes: await photo() },
    { type: 'image/webp', bytes: Buffer.from('RIFF\x1a\x00\x00\x00WEBPVP8L\r\x00\x00\x00', 'latin1') },
  ]
}
