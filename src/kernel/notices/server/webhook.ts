import { createHmac } from 'node:crypto'
import { type Locale, translate } from '#kernel/i18n/model'
import type { AdapterInput } from '../model/adapter.ts'
import { fillText } from '../model/outgoing-text.ts'

export type Message = {
  deliveryId: string
  kind: string
  importance: number
  entryNo: string | null
  recipient: string
  at: Date
}

/** What the program itself says of a kind, with the place of the entry's number in it. */
export function ownText(kind: string, locale: Locale): string {
  return translate(locale, `notices.out.${kind}`, { no: '{no}', hasNo: 'yes' })
}

/** What goes out: kind and number. The title may name somebody, and stays inside. */
export function bodyOf(
  { format, locale }: Pick<AdapterInput, 'format' | 'locale'>,
  message: Message,
  /** The office's own words for the kind. */
  written: string | null = null,
): string {
  const { deliveryId, kind, importance, entryNo, recipient, at } = message
  const params = { no: entryNo ?? '', hasNo: entryNo === null ? 'no' : 'yes' }
  const text =
    written === null ? translate(locale, `notices.out.${kind}`, params) : fillText(written, entryNo)
  const mobile = /^\+?\d{7,}$/.test(recipient)
  switch (format) {
    case 'wecom':
      return JSON.stringify({
        msgtype: 'text',
        text: { content: text, [mobile ? 'mentioned_mobile_list' : 'mentioned_list']: [recipient] },
      })
    case 'dingtalk':
      return JSON.stringify({
        msgtype: 'text',
        text: { content: text },
        at: { [mobile ? 'atMobiles' : 'atUserIds']: [recipient] },
      })
    default:
      return JSON.stringify({ deliveryId, at: at.toISOString(), kind, importance, entryNo, text, recipient })
  }
}

/**
 * The headers that prove where a message comes from: the sum is over `timestamp.deliveryId.body`. Who takes it refuses
 * an old timestamp, and takes the same delivery id once.
 */
export function signedHeaders(
  algorithm: AdapterInput['algorithm'],
  secret: string,
  { deliveryId, body, at }: { deliveryId: string; body: string; at: Date },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const digest = algorithm === 'hmac-sm3' ? 'sm3' : 'sha256'
  const sum = createHmac(digest, secret).update(`${timestamp}.${deliveryId}.${body}`).digest('hex')
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Yiwang',
    'x-yiwang-delivery': deliveryId,
    'x-yiwang-timestamp': timestamp,
    'x-yiwang-signature': `${algorithm}=${sum}`,
  }
}
