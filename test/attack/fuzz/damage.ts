import type { Random } from '../../../bench/data/random.ts'
import { type Damage, encoded, ofBody } from './damage-body.ts'
import { type Draft, type Ground, headerOf, setHeader } from './draft.ts'
import { nastyTexts, oddNames } from './values.ts'

const oddEncodings = ['%', '%zz', '%u0041', '%c0%af', '%ff%fe', '%ed%a0%80', '%00', '%0d%0a', '%252e', '%C3']

const ofTarget: Record<string, Damage> = {
  'an odd value in the query': (draft, random) => {
    const value = encoded(random.pick(nastyTexts))
    if (draft.query.length === 0) draft.query.push([encoded(random.pick(oddNames)), value])
    else random.pick(draft.query)[1] = value
  },
  'a parameter twice': (draft, random) => {
    const [name, value] = random.pick<[string, string]>([...draft.query, ['page', '1']])
    draft.query.push([random.pick([name, `${name}[]`, `${name}[a]`]), value], [name, 'x'])
  },
  'a parameter too many': (draft, random) => {
    draft.query.push([
      random.pick(['f.a', 'f.__proto__', 'sort', 'asOf', 'q', 'page', 'size', ...oddNames.map(encoded)]),
      encoded(random.pick(nastyTexts)),
    ])
  },
  'a long query': (draft, random) => {
    const many = random.pick([200, 900])
    for (let index = 0; index < many; index += 1) draft.query.push([`a${index}`, '1'])
  },
  'odd percent-encoding': (draft, random) => {
    const odd = random.pick(oddEncodings)
    if (draft.query.length > 0 && random.below(2) === 0) random.pick(draft.query)[1] += odd
    else draft.path += odd
  },
  'an odd place in the path': (draft, random) => {
    const parts = draft.path.split('/')
    const at = Math.min(parts.length - 1, 3 + random.below(3))
    parts[at] = random.pick([
      ...nastyTexts.map((text) => encoded(text.slice(0, 600))),
      ...oddNames.map(encoded),
      '..',
      '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
      '.',
      '',
      ';a=b',
      'a\\b',
    ])
    draft.path = parts.join('/')
  },
  'another’s id': (draft, random, { known }) => {
    const parts = draft.path.split('/')
    const ids = parts.flatMap((part, index) => (/^([0-9a-f-]{36}|\d+)$/.test(part) ? [index] : []))
    if (ids.length > 0 && known.forged.length > 0)
      parts[random.pick(ids)] = encoded(String(random.pick(known.forged)))
    draft.path = parts.join('/')
  },
  'another method': (draft, random) => {
    draft.method = random.pick(
      'GET POST PUT PATCH DELETE HEAD OPTIONS TRACE PROPFIND QUERY MKCOL get FOO'.split(' '),
    )
  },
  'another target': (draft, random) => {
    draft.path = random.pick([
      '*',
      'http://elsewhere.example/api/session',
      '//elsewhere.example/',
      '/../../etc/passwd',
      '/assets/../../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/api/docs/static/%2e%2e/%2e%2e/package.json',
      '/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
      `${draft.path}/`,
      draft.path.toUpperCase(),
      `/${draft.path}`,
      `${draft.path}#x`,
      '/open311/x',
      '/x.php',
    ])
  },
}

const ofHeaders: Record<string, Damage> = {
  'a header left out': (draft, random) => {
    const [name] = random.pick(draft.headers)
    draft.headers = draft.headers.filter(([own]) => own !== name)
  },
  'a header twice': (draft, random) => {
    const [name, value] = random.pick(draft.headers)
    draft.headers.push([name, random.pick([value, 'x', ''])])
  },
  'an odd header': (draft, random) => {
    const odd = random.pick(nastyTexts.slice(6))
    const value = Buffer.from(odd.slice(0, 900))
      .toString('latin1')
      .replaceAll(/[\r\n]/g, ' ')
    const name = random.pick([
      ...'cookie authorization accept accept-language if-none-match if-modified-since range origin referer'.split(
        ' ',
      ),
      ...'x-forwarded-for x-forwarded-proto forwarded user-agent expect idempotency-key last-event-id'.split(
        ' ',
      ),
      ...'upload-offset upload-length upload-metadata tus-resumable upload-checksum x-yiwang-idle'.split(' '),
    ])
    if (name === 'cookie') draft.headers.push([name, value])
    else setHeader(draft, name, value)
  },
  'a forged key or cursor': (draft, random, { known }) => {
    const value = random.pick(['', 'null', ...known.forged.map(String), 'f'.repeat(64), '0'.repeat(5000)])
    const name = random.pick(['cookie', 'idempotency-key', 'authorization', 'if-match'])
    setHeader(draft, name, name === 'cookie' ? `yiwang_session=${value}; yiwang_locale=${value}` : value)
  },
  'a large head': (draft, random) => {
    if (random.below(2) === 0) setHeader(draft, 'x-long', 'a'.repeat(20_000))
    else for (let index = 0; index < 2100; index += 1) draft.headers.push(['a', '1'])
  },
  'a broken head': (draft, random) => {
    draft.headers.push(
      random.pick<[string, string]>([
        ['a b', '1'],
        ['a\u0000', '1'],
        ['', ''],
        ['a', 'b\r\n folded'],
        ['content-length', '3'],
        ['host', 'elsewhere.example'],
        ['upgrade', 'websocket'],
        ['expect', '100-continue'],
      ]),
    )
    draft.cut = true
  },
  'another version': (draft, random) => {
    draft.version = random.pick(['HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/9.9', 'XYZ', ''])
    draft.cut = true
  },
}

const kinds = [Object.entries(ofBody), Object.entries(ofTarget), Object.entries(ofHeaders)] as const

/** Does one to three harms to a request and says which. */
export function damage(draft: Draft, random: Random, ground: Ground): string[] {
  const done: string[] = []
  for (let count = random.pick([1, 1, 1, 1, 2, 2, 3]); count > 0; count -= 1) {
    const takesBody = headerOf(draft, 'content-type') !== undefined
    // What takes a body is damaged in it most often.
    const part = takesBody && random.below(5) < 3 ? kinds[0] : kinds[random.below(3)]
    const [name, harm] = random.pick(part ?? kinds[1])
    harm(draft, random, ground)
    done.push(name)
  }
  return done
}
