/** 1 万元 = 10,000 元 = 1,000,000 分. */
const fenPerWan = 1_000_000n

export type AmountFault = 'negative_amount' | 'malformed_amount'
export type Amount = { fen: number } | { fault: AmountFault }

/**
 * Reads an amount in 万元, with up to six decimals, into whole 分. No float touches it on the way.
 * @example readWan('103000') // { fen: 103_000_000_000 }
 */
export function readWan(text: string): Amount {
  const match = /^([-\u2212])?(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text)
  if (!match) return { fault: 'malformed_amount' }
  if (match[1]) return { fault: 'negative_amount' }
  const fen = BigInt(match[2] ?? '0') * fenPerWan + BigInt((match[3] ?? '').padEnd(6, '0'))
  return fen > BigInt(Number.MAX_SAFE_INTEGER) ? { fault: 'malformed_amount' } : { fen: Number(fen) }
}

/**
 * The same the other way: 分 as 万元, exact and without zeros that say nothing.
 * @example wanText(103_000_500_000) // '103000.5'
 */
export function wanText(fen: number): string {
  const whole = BigInt(fen)
  const part = String(whole % fenPerWan)
    .padStart(6, '0')
    .replace(/0{1,6}$/, '')
  return `${whole / fenPerWan}${part === '' ? '' : `.${part}`}`
}
