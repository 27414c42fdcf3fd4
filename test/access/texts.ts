import { inflateRawSync } from 'node:zlib'
import type { Answer } from '../world/caller.ts'

const localHeader = 0x04034b50
const centralHeader = 0x02014b50

/** All parts of a zip, as text: a workbook can hide a name in any of them. */
function unzipped(bytes: Buffer): string {
  const parts: string[] = []
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0 && bytes.readUInt32LE(at) === centralHeader; ) {
    const packed = bytes.readUInt32LE(at + 20)
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const local = bytes.readUInt32LE(at + 42)
    if (bytes.readUInt32LE(local) !== localHeader) throw new Error('not a zip that can be read')
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const content = bytes.subarray(start, start + packed)
    const stored = bytes.readUInt16LE(at + 10) === 0
    parts.push(bytes.toString('utf8', at + 46, at + 46 + name))
    parts.push((stored ? content : inflateRawSync(content)).toString('utf8'))
    at += 46 + name + extra + comment
  }
  return parts.join('\n')
}

/** Everything an answer says, headers included; names in headers may be percent-encoded. */
export function textOf({ headers, bytes }: Answer): string {
  const body = bytes.subarray(0, 2).toString() === 'PK' ? unzipped(bytes) : bytes.toString('utf8')
  const head = JSON.stringify(headers)
  return `${head}\n${decodeURIComponent(head.replaceAll(/%(?![0-9a-f]{2})/gi, '%25'))}\n${body}`
}
