import type { Grammar, Rule } from './grammar.ts'

const namespaces = {
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': '',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
}

/** SpreadsheetML (ECMA-376, part 1, clause 18) as far as our workbooks use it: in the standard's order, with its names. */
export const worksheet: Grammar = {
  namespaces,
  root: 'worksheet',
  rules: {
    worksheet: [
      `sheetPr? dimension? sheetViews? sheetFormatPr? cols* sheetData mergeCells? printOptions? pageMargins?
       pageSetup? headerFooter?`,
    ],
    sheetPr: ['pageSetUpPr?'],
    pageSetUpPr: ['', 'autoPageBreaks:on fitToPage:on'],
    dimension: ['', 'ref:cells!'],
    sheetViews: ['sheetView+'],
    sheetView: ['pane? selection?', 'showGridLines:on tabSelected:on workbookViewId:uint!'],
    pane: [
      '',
      `xSplit:number ySplit:number topLeftCell:cell activePane:bottomRight|topRight|bottomLeft|topLeft
       state:split|frozen|frozenSplit`,
    ],
    selection: ['', 'pane:bottomRight|topRight|bottomLeft|topLeft activeCell:cell sqref:cells'],
    sheetFormatPr: ['', 'baseColWidth:uint defaultColWidth:number defaultRowHeight:number! customHeight:on'],
    cols: ['col+'],
    col: ['', 'min:uint! max:uint! width:number style:uint hidden:on customWidth:on'],
    sheetData: ['row*'],
    row: ['c*', 'r:uint! s:uint customFormat:on ht:number hidden:on customHeight:on'],
    c: ['v? is?', 'r:cell! s:uint t:b|d|n|e|s|str|inlineStr'],
    v: ['#number'],
    is: ['t'],
    t: ['#text', 'xml:space:preserve|default'],
    mergeCells: ['mergeCell+', 'count:uint'],
    mergeCell: ['', 'ref:cells!'],
    printOptions: ['', 'horizontalCentered:on verticalCentered:on headings:on gridLines:on'],
    pageMargins: ['', 'left:number! right:number! top:number! bottom:number! header:number! footer:number!'],
    pageSetup: [
      '',
      'paperSize:uint scale:uint fitToWidth:uint fitToHeight:uint orientation:default|portrait|landscape',
    ],
    headerFooter: ['oddHeader? oddFooter?', 'differentOddEven:on differentFirst:on'],
    oddHeader: ['#text'],
    oddFooter: ['#text'],
  },
}

export const workbook: Grammar = {
  namespaces,
  root: 'workbook',
  rules: {
    workbook: ['workbookPr? bookViews? sheets definedNames? calcPr?'],
    workbookPr: ['', 'date1904:on'],
    bookViews: ['workbookView+'],
    workbookView: ['', 'activeTab:uint firstSheet:uint'],
    sheets: ['sheet+'],
    sheet: ['', 'name:some! sheetId:uint! state:visible|hidden|veryHidden r:id:some!'],
    definedNames: ['definedName+'],
    definedName: ['#some', 'name:some! localSheetId:uint hidden:on'],
    calcPr: ['', 'calcId:uint fullCalcOnLoad:on'],
  },
}

const counted = 'count:uint'
const value = (type: string): Rule => ['', `val:${type}!`]
const side: Rule = ['color?', 'style:none|thin|medium|dashed|dotted|thick|double|hair']

export const styles: Grammar = {
  namespaces,
  root: 'styleSheet',
  rules: {
    styleSheet: ['numFmts? fonts? fills? borders? cellStyleXfs? cellXfs? cellStyles?'],
    numFmts: ['numFmt*', counted],
    numFmt: ['', 'numFmtId:uint! formatCode:some!'],
    fonts: ['font*', counted],
    font: ['b? i? sz? color? name? family? charset?'],
    b: ['', 'val:on'],
    i: ['', 'val:on'],
    sz: value('number'),
    name: value('some'),
    family: value('uint'),
    charset: value('uint'),
    color: ['', 'auto:on indexed:uint rgb:argb theme:uint'],
    fills: ['fill*', counted],
    fill: ['patternFill'],
    patternFill: ['fgColor=color? bgColor=color?', 'patternType:none|solid|gray125'],
    borders: ['border*', counted],
    border: ['left=side? right=side? top=side? bottom=side? diagonal=side?'],
    side,
    cellStyleXfs: ['xf*', counted],
    cellXfs: ['xf*', counted],
    xf: [
      'alignment?',
      `numFmtId:uint fontId:uint fillId:uint borderId:uint xfId:uint applyNumberFormat:on applyFont:on applyFill:on
       applyBorder:on applyAlignment:on`,
    ],
    alignment: [
      '',
      `horizontal:general|left|center|right|fill|justify|distributed
       vertical:top|center|bottom|justify|distributed wrapText:on indent:uint shrinkToFit:on`,
    ],
    cellStyles: ['cellStyle*', counted],
    cellStyle: ['', 'name:some xfId:uint! builtinId:uint'],
  },
}
