import { gzipSync } from 'node:zlib'
import type { Random } from '../../../bench/data/random.ts'
import type { Json } from './api.ts'
import { bodyBytes, type Draft, type Ground, setHeader } from './draft.ts'
import { nastyTexts, nastyValue, oddNames } from './values.ts'

export type Damage = (draft: Draft, random: Random, ground: Ground) => void

/** Percent-encoding as it should be, where the text has an encoding at all. */
export function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

function onText(change: (text: string, random: Random) => string): Damage {
  return (draft, random) => {
    const content = bodyBytes(draft)
    draft.bytes = Buffer.from(change(content?.toString('utf8') ?? '{}', random))
  }
}

/** Every place in a JSON value, as its holder and its key. */
function placesIn(value: Json, found: [Json[] | { [key: string]: Json }, string][] = []) {
  if (typeof value !== 'object' || value === null || found.length > 2000) return found
  for (const key of Object.keys(value)) {
    const holder = value as { [key: string]: Json }
    found.push([holder, key])
    placesIn(holder[key] as Json, found)
  }
  return found
}

/** Harms to what a request carries. */
export const ofBody: Record<string, Damage> = {
  'a value of another kind': (draft, random, { known }) => {
    const places = placesIn(draft.body ?? null)
    if (places.length === 0) draft.body = nastyValue(random, known.forged)
    else {
      const [holder, key] = random.pick(places)
      Object.defineProperty(holder, key, {
        value: nastyValue(random, known.forged),
        enumerable: true,
        configurable: true,
        writable: true,
      })
    }
  },
  'a field left out': (draft, random) => {
    const places = placesIn(draft.body ?? null)
    if (places.length > 0) {
      const [holder, key] = random.pick(places)
      if (!Array.isArray(holder)) delete holder[key]
    }
  },
  'a field too many': onText((text, random) => {
    const name = JSON.stringify(random.pick(oddNames))
    const value = random.pick(['{"polluted":true}', 'null', '1', '"x"', '[]'])
    return text.startsWith('{') ? `{${name}:${value}${text === '{}' ? '' : ','}${text.slice(1)}` : text
  }),
  'broken JSON': onText((text, random) =>
    random.pick([
      text.slice(0, random.below(text.length + 1)),
      `${text},`,
      `\ufeff${text}`,
      text.replaceAll('"', "'"),
      `${text}${text}`,
      text.replace(/[\d]+/, '1e400'),
      text.replace(/[\d]+/, '00012'),
      text.replace(/"[^"]*"/, '"\\ud800"'),
      text.replace(/"[^"]*"/, '"\\u0000"'),
      text.replace(/"[^"]*"/, 'NaN'),
    ]),
  ),
  'deep nesting': onText((_, random) => {
    const depth = random.pick([100, 5000, 100_000])
    return random.below(2) === 0
      ? '['.repeat(depth) + ']'.repeat(depth)
      : '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)
  }),
  'another encoding': (draft, random) => {
    const content = bodyBytes(draft) ?? Buffer.from('{}')
    draft.bytes = random.pick([
      Buffer.from(content.toString('utf8'), 'utf16le'),
      Buffer.concat([content.subarray(0, content.length >> 1), Buffer.from([0xff, 0xc0, 0x80]), content]),
      gzipSync(content),
    ])
    if (random.below(2) === 0)
      setHeader(draft, 'content-encoding', random.pick(['gzip', 'br', 'identity', 'x']))
  },
  'bytes turned': (draft, random) => {
    const bytes = Buffer.from(bodyBytes(draft) ?? [])
    for (let count = 1 + random.below(6); count > 0 && bytes.length > 0; count -= 1)
      bytes[random.below(bytes.length)] = random.below(256)
    draft.bytes = random.below(3) === 0 ? bytes.subarray(0, random.below(bytes.length + 1)) : bytes
  },
  'another content': (draft, random, { samples }) => {
    const { type, bytes } = random.pick(samples)
    draft.bytes = bytes
    if (random.below(2) === 0) setHeader(draft, 'content-type', type)
  },
  'another content type': (draft, random) => {
    setHeader(
      draft,
      'content-type',
      random.pick([
        'text/plain',
        'application/xml',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        'multipart/form-data; boundary=x',
        'application/json; charset=gb2312',
        'application/json; charset=utf-16',
        'application/merge-patch+json',
        'text/html',
        'image/svg+xml',
        '',
        '/',
        'x'.repeat(500),
        'application/json, text/plain',
      ]),
    )
  },
  'a form': (draft, random) => {
    const fields = [0, 1, 2].map(() => `${random.pick(oddNames)}=${encoded(random.pick(nastyTexts))}`)
    draft.bytes = Buffer.from(
      random.below(2) === 0
        ? fields.join('&')
        : `--x\r\ncontent-disposition: form-data; name="${random.pick(oddNames)}"; filename="../x"\r\n\r\n${random.pick(nastyTexts)}\r\n--x`,
    )
    setHeader(
      draft,
      'content-type',
      random.pick(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']),
    )
  },
  'too large': (draft, random) => {
    const size = random.pick([1_048_577, 1_300_000])
    draft.bytes = Buffer.from(JSON.stringify({ a: 'x'.repeat(size) }))
  },
  'a length that is not true': (draft, random) => {
    const length = bodyBytes(draft)?.length ?? 0
    setHeader(
      draft,
      'content-length',
      random.pick([`${length + 7}`, `${length >> 1}`, '-1', '1e3', '99999999999999999999', '0x5', '']),
    )
    draft.cut = true
  },
  'broken chunks': (draft, random) => {
    setHeader(draft, 'transfer-encoding', random.pick(['chunked', 'gzip, chunked', 'identity', 'chunked, x']))
    const text = bodyBytes(draft)?.toString('latin1') ?? ''
    draft.bytes = Buffer.from(
      random.pick([
        `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`,
        `zz\r\n${text}\r\n`,
        `ffffffffffffffff\r\n${text}`,
        `5;a=b\r\n{}   \r\n0\r\nx: y\r\n\r\n`,
      ]),
      'latin1',
    )
    if (random.below(3) === 0) setHeader(draft, 'content-length', '5')
    draft.cut = true
  },
}
