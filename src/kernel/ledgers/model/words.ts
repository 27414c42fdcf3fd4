/**
 * The field's own words for what can be done to an entry, each with the number it has in the log. A number, once
 * given, is never used for another word.
 */
export const wordCodes = {
  register: 1,
  accept: 2,
  dispatch: 5,
  assign: 6,
  acknowledge: 7,
  transfer: 8,
  send_back: 9,
  report: 14,
  suspend: 20,
  resume: 21,
  complete: 30,
  verify: 31,
  close: 32,
  void: 33,
  reopen: 34,
  remind: 40,
  supervise: 41,
  circulate: 42,
  comment: 50,
} as const

export type ActionWord = keyof typeof wordCodes
export const actionWords = Object.keys(wordCodes) as ActionWord[]

const byCode = new Map(actionWords.map((word) => [wordCodes[word] as number, word]))

export function wordOf(code: number): ActionWord {
  const word = byCode.get(code)
  if (!word) throw new RangeError(`the log holds an action of kind ${code}, which no word has`)
  return word
}
