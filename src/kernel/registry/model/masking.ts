/** `211302********1234`: the region and the last four stay, the day of birth doesn't. */
export function maskIdNumber(number: string): string {
  return maskMiddle(number, 6, 4)
}

/** `138****5678`. */
export function maskPhone(number: string): string {
  return maskMiddle(number, 3, 4)
}

/** Keeps so many characters at the head and tail; what is too short to hide anything is hidden whole. */
function maskMiddle(text: string, head: number, tail: number): string {
  if (text.length <= head + tail) return '*'.repeat(text.length)
  return text.slice(0, head) + '*'.repeat(text.length - head - tail) + text.slice(-tail)
}
