import type { Grammar, Rule } from './grammar.ts'

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const namespaces = {
  [main]: '',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing': 'wp',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://schemas.openxmlformats.org/drawingml/2006/picture': 'pic',
  'http://schemas.microsoft.com/office/word/2012/wordml': 'w15',
}

const ignorable = 'mc:Ignorable:some'
const onOff: Rule = ['', 'val:on']
const says = (type: string): Rule => ['', `val:${type}!`]
const border: Rule = ['', 'val:nil|none|single|double! color:rgb sz:uint space:uint']
const width: Rule = ['', 'type:nil|pct|dxa|auto! w:integer!']
const four = 'top=side? left=side? bottom=side? right=side?'

/** Of a paragraph and of its characters. */
const texts: Record<string, Rule> = {
  p: ['pPr? r*'],
  pPr: [
    'pStyle? keepNext? keepLines? pageBreakBefore? widowControl? pBdr? spacing? ind? contextualSpacing? jc?',
  ],
  pStyle: says('some'),
  keepNext: onOff,
  keepLines: onOff,
  pageBreakBefore: onOff,
  widowControl: onOff,
  contextualSpacing: onOff,
  pBdr: [four],
  side: border,
  spacing: ['', 'before:uint after:uint line:integer lineRule:auto|exact|atLeast'],
  ind: ['', 'left:integer right:integer firstLine:uint hanging:uint'],
  jc: says('left|center|right|both'),
  r: ['rPr? (t|br|fldChar|instrText|drawing|footnoteRef|endnoteRef|separator|continuationSeparator)*'],
  // In the order in which Word writes them: the standard takes them in any.
  rPr: ['rStyle? rFonts? b? bCs? i? iCs? color? spacing=closer? sz? szCs? u? vertAlign?'],
  rStyle: says('some'),
  rFonts: ['', 'ascii:some hAnsi:some eastAsia:some cs:some hint:eastAsia|default|cs'],
  b: onOff,
  bCs: onOff,
  i: onOff,
  iCs: onOff,
  color: ['', 'val:rgb! themeColor:hyperlink|dark2|text1'],
  closer: says('integer'),
  sz: says('uint'),
  szCs: says('uint'),
  u: ['', 'val:single|none! color:rgb'],
  vertAlign: says('baseline|superscript|subscript'),
  t: ['#text', 'xml:space:preserve|default'],
  br: ['', 'type:page|column|textWrapping'],
  fldChar: ['', 'fldCharType:begin|separate|end! dirty:on'],
  instrText: ['#some', 'xml:space:preserve|default'],
  footnoteRef: [''],
  endnoteRef: [''],
  separator: [''],
  continuationSeparator: [''],
}

const tables: Record<string, Rule> = {
  tbl: ['tblPr tblGrid tr+'],
  tblPr: ['tblStyle? tblW=width? jc? tblInd=width? tblBorders? tblLayout? tblCellMar=margins?'],
  tblStyle: says('some'),
  width,
  tblBorders: [`${four} insideH=side? insideV=side?`],
  tblLayout: ['', 'type:fixed|autofit!'],
  margins: ['top=width? left=width? bottom=width? right=width?'],
  tblGrid: ['gridCol+'],
  gridCol: ['', 'w:uint!'],
  tr: ['trPr? tc+'],
  trPr: ['(cantSplit|trHeight|tblHeader)*'],
  cantSplit: onOff,
  tblHeader: onOff,
  trHeight: ['', 'val:uint! hRule:auto|exact|atLeast'],
  // A cell that ends without a paragraph is what Word calls damaged.
  tc: ['tcPr? (p|tbl)* p'],
  tcPr: ['tcW=width? gridSpan? vMerge? tcBorders? shd? tcMar=margins? vAlign?'],
  gridSpan: says('uint'),
  vMerge: ['', 'val:restart|continue'],
  tcBorders: [four],
  shd: ['', 'val:clear|nil|solid! color:rgb fill:rgb'],
  vAlign: says('top|center|bottom'),
}

const distances = 'distT:uint distB:uint distL:uint distR:uint'
const drawings: Record<string, Rule> = {
  drawing: ['wp:anchor|wp:inline'],
  'wp:anchor': [
    `wp:simplePos=point wp:positionH=position wp:positionV=position wp:extent=size wp:effectExtent? wp:wrapNone
     wp:docPr wp:cNvGraphicFramePr? a:graphic`,
    `${distances} simplePos:on relativeHeight:uint! behindDoc:on! locked:on! layoutInCell:on! allowOverlap:on!`,
  ],
  'wp:inline': ['wp:extent=size wp:effectExtent? wp:docPr wp:cNvGraphicFramePr? a:graphic', distances],
  point: ['', 'x:integer! y:integer!'],
  size: ['', 'cx:uint! cy:uint!'],
  position: ['wp:posOffset', 'relativeFrom:page|margin|column|paragraph!'],
  'wp:posOffset': ['#integer'],
  'wp:effectExtent': ['', 'l:integer! t:integer! r:integer! b:integer!'],
  'wp:wrapNone': [''],
  'wp:docPr': ['', 'id:uint! name:some! descr:text title:text'],
  'wp:cNvGraphicFramePr': ['a:graphicFrameLocks?'],
  'a:graphicFrameLocks': ['', 'noChangeAspect:on'],
  'a:graphic': ['a:graphicData'],
  'a:graphicData': ['pic:pic', 'uri:uri!'],
  'pic:pic': ['pic:nvPicPr pic:blipFill pic:spPr'],
  'pic:nvPicPr': ['pic:cNvPr pic:cNvPicPr'],
  'pic:cNvPr': ['', 'id:uint! name:text! descr:text title:text'],
  'pic:cNvPicPr': ['a:picLocks?'],
  'a:picLocks': ['', 'noChangeAspect:on noChangeArrowheads:on'],
  'pic:blipFill': ['a:blip? a:srcRect? a:stretch?'],
  'a:blip': ['', 'r:embed:some! cstate:none|email|print|screen|hqprint'],
  'a:srcRect': [''],
  'a:stretch': ['a:fillRect?'],
  'a:fillRect': [''],
  'pic:spPr': ['a:xfrm? a:prstGeom?', 'bwMode:auto|clr'],
  'a:xfrm': ['a:off=point? a:ext=size?', 'rot:integer'],
  'a:prstGeom': ['a:avLst?', 'prst:rect|line!'],
  'a:avLst': [''],
}

const sections: Record<string, Rule> = {
  sectPr: ['(headerReference|footerReference)* type? pgSz? pgMar? pgNumType? cols? titlePg? docGrid?'],
  headerReference: ['', 'type:default|even|first! r:id:some!'],
  footerReference: ['', 'type:default|even|first! r:id:some!'],
  type: says('nextPage|continuous|evenPage|oddPage'),
  pgSz: ['', 'w:uint! h:uint! orient:portrait|landscape'],
  pgMar: ['', 'top:integer! right:uint! bottom:integer! left:uint! header:uint! footer:uint! gutter:uint!'],
  pgNumType: ['', 'start:uint fmt:decimal|numberInDash'],
  cols: ['', 'space:uint num:uint'],
  titlePg: onOff,
  docGrid: ['', 'type:default|lines|linesAndChars|snapToChars linePitch:uint charSpace:integer'],
}

const body = { ...texts, ...tables, ...drawings, ...sections }
const part = (root: string, rules: Record<string, Rule>): Grammar => ({
  namespaces,
  root,
  rules: { ...body, ...rules },
})

/** WordprocessingML (ECMA-376, part 1, clauses 17 and 20) as far as our documents use it. */
export const document = part('document', {
  document: ['body', ignorable],
  body: ['(p|tbl)* sectPr?'],
})
export const footer = part('ftr', { ftr: ['(p|tbl)+', ignorable] })
const note: Rule = ['(p|tbl)+', 'type:normal|separator|continuationSeparator id:integer!']
export const footnotes = part('footnotes', { footnotes: ['footnote*', ignorable], footnote: note })
export const endnotes = part('endnotes', { endnotes: ['endnote*', ignorable], endnote: note })

export const documentStyles = part('styles', {
  styles: ['docDefaults? style*', ignorable],
  docDefaults: ['rPrDefault? pPrDefault?'],
  rPrDefault: ['rPr?'],
  pPrDefault: ['pPr?'],
  style: [
    'name? basedOn? next? link? uiPriority? semiHidden? unhideWhenUsed? qFormat? pPr? rPr? tblPr?',
    'type:paragraph|character|table|numbering! styleId:some! default:on customStyle:on',
  ],
  name: says('some'),
  basedOn: says('some'),
  next: says('some'),
  link: says('some'),
  uiPriority: says('uint'),
  semiHidden: onOff,
  unhideWhenUsed: onOff,
  qFormat: onOff,
})

export const numbering = part('numbering', {
  numbering: ['abstractNum* num*', ignorable],
  abstractNum: ['multiLevelType? lvl*', 'abstractNumId:uint! w15:restartNumberingAfterBreak:on'],
  multiLevelType: says('singleLevel|multilevel|hybridMultilevel'),
  lvl: ['start? numFmt? lvlText? lvlJc? pPr? rPr?', 'ilvl:uint! tentative:on'],
  start: says('uint'),
  numFmt: says('bullet|decimal'),
  lvlText: says('text'),
  lvlJc: says('left|center|right|start|end'),
  num: ['abstractNumId lvlOverride*', 'numId:uint!'],
  abstractNumId: says('uint'),
  lvlOverride: ['startOverride?', 'ilvl:uint!'],
  startOverride: says('uint'),
})

export const settings = part('settings', {
  settings: ['displayBackgroundShape? defaultTabStop? evenAndOddHeaders? compat?', ignorable],
  displayBackgroundShape: onOff,
  defaultTabStop: says('uint'),
  evenAndOddHeaders: onOff,
  compat: ['compatSetting*'],
  compatSetting: ['', 'name:some! uri:uri! val:text!'],
})

export const fontTable = part('fonts', { fonts: ['', ignorable] })

const office = 'http://schemas.openxmlformats.org/officeDocument/2006'
const properties = (name: string): Grammar => ({
  namespaces: { [`${office}/${name}`]: '', [`${office}/docPropsVTypes`]: 'vt' },
  root: 'Properties',
  rules: { Properties: [''] },
})
export const customProperties = properties('custom-properties')
export const extendedProperties = properties('extended-properties')
export const coreProperties: Grammar = {
  namespaces: {
    'http://schemas.openxmlformats.org/package/2006/metadata/core-properties': '',
    'http://purl.org/dc/elements/1.1/': 'dc',
    'http://purl.org/dc/terms/': 'dcterms',
    'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
  },
  root: 'coreProperties',
  rules: {
    coreProperties: ['(dc:title|dc:creator|lastModifiedBy|revision|dcterms:created|dcterms:modified)*'],
    'dc:title': ['#text'],
    'dc:creator': ['#text'],
    lastModifiedBy: ['#text'],
    revision: ['#uint'],
    'dcterms:created': ['#instant', 'xsi:type:some!'],
    'dcterms:modified': ['#instant', 'xsi:type:some!'],
  },
}
