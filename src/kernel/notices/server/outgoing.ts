import { lookup } from 'node:dns/promises'
import { request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { BlockList, isIP } from 'node:net'
import { AppError } from '#kernel/errors/model'

const notPublic = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  notPublic.addSubnet(net, prefix, 'ipv4')
// Of IPv6 only what is given out for the internet is public, and of that not what stands for IPv4 or documentation.
const publicSix = new BlockList()
publicSix.addSubnet('2000::', 3, 'ipv6')
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  notPublic.addSubnet(net, prefix, 'ipv6')

/** Whether an address may be dialled: one of the internet, or one that was named by itself. */
export function mayDial(address: string, named: readonly string[]): boolean {
  if (named.includes(address)) return true
  if (isIP(address) === 4) return !notPublic.check(address, 'ipv4')
  return publicSix.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
}

export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>
const resolveAll: Resolve = (host) => lookup(host, { all: true, verbatim: true })

export type Outgoing = {
  url: string
  headers: Record<string, string>
  body: string
  privateAddresses: readonly string[]
  resolve?: Resolve | undefined
}
export type Answered = { status: number; text: string }

const silenceMsMax = 10_000
const answerBytesMax = 4096

/**
 * Posts to the host that an administrator named. Every address that the name stands for must be allowed, and the one
 * that was looked at is the one that is dialled, so that a name cannot change between. Redirects are an answer like
 * others: nobody follows them.
 * @throws AppError notices.address_refused; other errors where no answer comes
 */
export async function post({
  url,
  headers,
  body,
  privateAddresses,
  resolve = resolveAll,
}: Outgoing): Promise<Answered> {
  const target = new URL(url)
  const host = target.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const found = family > 0 ? [{ address: host, family }] : await resolve(host)
  const [first] = found
  if (!first || found.some(({ address }) => !mayDial(address, privateAddresses)))
    throw new AppError('notices.address_refused', { status: 422, params: { host } })
  const ask = target.protocol === 'https:' ? tlsRequest : plainRequest
  return new Promise((done, failed) => {
    const request = ask(
      {
        host: first.address,
        family: first.family,
        port: target.port === '' ? undefined : Number(target.port),
        path: `${target.pathname}${target.search}`,
        method: 'POST',
        ...(family > 0 ? {} : { servername: host }),
        headers: { ...headers, host: target.host, 'content-length': Buffer.byteLength(body) },
        agent: false,
        signal: AbortSignal.timeout(silenceMsMax),
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
          if (text.length > answerBytesMax) response.destroy()
        })
        response.on('error', failed)
        response.on('close', () =>
          done({ status: response.statusCode ?? 0, text: text.slice(0, answerBytesMax) }),
        )
      },
    )
    request.on('error', failed)
    request.end(body)
  })
}
