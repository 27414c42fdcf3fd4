import { SaxesParser, type SaxesTagNS } from 'saxes'
import { AppError } from '#kernel/errors/model'

/** An element as far as plans need it: name without prefix, own text, parts, and the line it begins on. */
export type Element = {
  readonly name: string
  readonly namespace: string
  readonly line: number
  text: string
  readonly parts: Element[]
}

/** Plans with time-phased work are large; what is larger than this is none. */
export const xmlBytesMax = 150_000_000
const depthMax = 40
const elementsMax = 6_000_000

/** The encoding by the first bytes: a mark, a zero beside `<`, or what the declaration says. */
function encodingOf(bytes: Uint8Array): string {
  const [a = 0, b = 0, c = 0] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le'
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be'
  const head = String.fromCharCode(...bytes.subarray(0, 200))
  return /^\s*<\?xml[^>]*?encoding=["']([\w.:-]+)["']/.exec(head)?.[1] ?? 'utf-8'
}

/** @throws AppError `mspdi.too_large`, `mspdi.encoding` */
export function decodeXml(bytes: Uint8Array): string {
  if (bytes.length > xmlBytesMax)
    throw new AppError('mspdi.too_large', { params: { megabytes: xmlBytesMax / 1_000_000 } })
  const encoding = encodingOf(bytes)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    throw new AppError('mspdi.encoding', { params: { encoding }, cause: error })
  }
}

/**
 * Reads XML strictly: well-formed, no document type, so no entities of its own, bounded in depth and number.
 * @throws AppError `mspdi.not_xml`, `mspdi.doctype`, `mspdi.too_deep`, `mspdi.too_large`
 */
export function parseXml(text: string): Element {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: Element[] = []
  let root: Element | undefined
  let count = 0
  const fault = (error: Error): never => {
    const reason = error.message.replace(/^\d+:\d+:\s*/, '')
    throw new AppError('mspdi.not_xml', {
      params: { reason, line: parser.line, column: parser.column },
      cause: error,
    })
  }
  parser.on('error', fault)
  parser.on('doctype', () => {
    throw new AppError('mspdi.doctype', { params: { line: parser.line } })
  })
  parser.on('opentag', (tag: SaxesTagNS) => {
    const element: Element = { name: tag.local, namespace: tag.uri, line: parser.line, text: '', parts: [] }
    count++
    if (open.length >= depthMax) throw new AppError('mspdi.too_deep', { params: { line: parser.line } })
    if (count > elementsMax)
      throw new AppError('mspdi.too_large', { params: { megabytes: xmlBytesMax / 1_000_000 } })
    const up = open[open.length - 1]
    if (up) up.parts.push(element)
    else root = element
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  const addText = (piece: string) => {
    const up = open[open.length - 1]
    if (up) up.text += piece
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.write(text.replace(/^\uFEFF/, '')).close()
  if (!root) throw new AppError('mspdi.not_xml', { params: { reason: 'empty', line: 1, column: 0 } })
  return root
}

/** The first part of a name, or `undefined`. */
export function findPart(element: Element, name: string): Element | undefined {
  return element.parts.find((part) => part.name === name)
}

/** All parts `item` of the part `list`: `<Tasks><Task/>…</Tasks>`. */
export function partsOf(element: Element, list: string, item: string): Element[] {
  return element.parts
    .filter((part) => part.name === list)
    .flatMap((part) => part.parts.filter((one) => one.name === item))
}
