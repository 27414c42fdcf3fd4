import { maskIdNumber, maskPhone } from '#kernel/registry/model'

/** 公民身份号码: six digits of a place, eight of a day of birth, three and a check; not a part of a longer number. */
const idNumber =
  /(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])/g
/** A mobile number, with or without the country's code and the gaps that people write. */
const mobile = /(?<![0-9A-Za-z])(?:(?:\+|00)86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?![0-9A-Za-z])/g

/** Whole numbers of persons in a text, wherever somebody typed them, as they are shown without a purpose. */
export function maskNumbers(text: string): string {
  return text
    .replaceAll(idNumber, (number) => maskIdNumber(number))
    .replaceAll(mobile, (_, head: string, middle: string, tail: string) => maskPhone(head + middle + tail))
}
