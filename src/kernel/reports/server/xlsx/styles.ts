import { xmlHead, xmlText } from '../xml.ts'

/** How cells may look, in the order in which the workbook numbers them. */
const looks = [
  'plain',
  'title',
  'under',
  'under_right',
  'head',
  'text',
  'code',
  'integer',
  'number',
  'money',
  'percent',
  'date',
  'instant',
  'total_text',
  'total_code',
  'total_integer',
  'total_number',
  'total_money',
  'total_percent',
  'total_date',
  'total_instant',
  'label',
  'note',
] as const
export type Look = (typeof looks)[number]

export const styleOf = (look: Look): number => looks.indexOf(look)

export type Typefaces = { title: string; head: string; body: string }

const kindsOf = { integer: 3, number: 0, money: 4, percent: 10, date: 164, instant: 165 } as const
const centred = new Set(['code', 'date', 'instant'])

function align(horizontal: string, wrap = true): string {
  return `<alignment horizontal="${horizontal}" vertical="center"${wrap ? ' wrapText="1"' : ''}/>`
}

function cellStyle(look: Look): string {
  const xf = (font: number, fill: number, border: number, format: number, alignment: string) =>
    `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" ` +
    `applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`
  switch (look) {
    case 'plain':
      return xf(0, 0, 0, 0, align('general', false))
    case 'title':
      return xf(1, 0, 0, 0, align('center'))
    case 'under':
      return xf(0, 0, 0, 0, align('left', false))
    case 'under_right':
      return xf(0, 0, 0, 0, align('right', false))
    case 'head':
      return xf(2, 2, 1, 0, align('center'))
    case 'label':
      return xf(2, 0, 1, 0, align('left'))
    case 'note':
      return xf(0, 0, 1, 49, align('left'))
    default: {
      const total = look.startsWith('total_')
      const kind = total ? look.slice('total_'.length) : look
      const format = kind in kindsOf ? kindsOf[kind as keyof typeof kindsOf] : 49
      const side = centred.has(kind) ? 'center' : format === 49 ? 'left' : 'right'
      return xf(total ? 2 : 0, 0, 1, format, align(side))
    }
  }
}

/** The styles of every workbook: thin borders, grey heads, and number formats that a spreadsheet can reckon with. */
export function stylesXml({ title, head, body }: Typefaces): string {
  const font = (size: number, name: string) =>
    `<font><sz val="${size}"/><color rgb="FF000000"/><name val="${xmlText(name)}"/><family val="3"/><charset val="134"/></font>`
  const side = (name: string) => `<${name} style="thin"><color rgb="FF000000"/></${name}>`
  return (
    `${xmlHead}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>' +
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>' +
    `<fonts count="3">${font(10.5, body)}${font(18, title)}${font(10.5, head)}</fonts>` +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEFF1F2"/><bgColor indexed="64"/></patternFill></fill></fills>' +
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>' +
    `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders>` +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${looks.length}">${looks.map(cellStyle).join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  )
}
