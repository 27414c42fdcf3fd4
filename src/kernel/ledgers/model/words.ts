/**
 * The field's own words for what can be done to an entry, each with the number it has in the log. A number, once
 * given, is never used for another word.
 */
export const wordCodes = {
  register: 1,
  accept: 2,
  refuse: 3,
  request_correction: 4,
  dispatch: 5,
  assign: 6,
  acknowledge: 7,
  transfer: 8,
  send_back: 9,
  consult: 10,
  contribute: 11,
  supplement: 12,
  adjudicate: 13,
  report: 14,
  review: 15,
  approve: 16,
  publicise: 17,
  object: 18,
  issue: 19,
  suspend: 20,
  resume: 21,
  request_extension: 22,
  approve_extension: 23,
  request_suspension: 24,
  complete: 30,
  verify: 31,
  close: 32,
  void: 33,
  reopen: 34,
  archive: 35,
  rate: 36,
  appeal: 37,
  decide_appeal: 38,
  request_exclusion: 39,
  remind: 40,
  supervise: 41,
  circulate: 42,
  link: 43,
  answer: 44,
  decide_exclusion: 45,
  comment: 50,
  migrate: 60,
  move_dates: 61,
  erase: 62,
} as const

export type ActionWord = keyof typeof wordCodes
export const actionWords = Object.keys(wordCodes) as ActionWord[]

const byCode = new Map(actionWords.map((word) => [wordCodes[word] as number, word]))

/** Whether the number is a word's: a log may be newer than the program that reads it. */
export function isWordCode(code: number): boolean {
  return byCode.has(code)
}

export function wordOf(code: number): ActionWord {
  const word = byCode.get(code)
  if (!word) throw new RangeError(`the log holds an action of kind ${code}, which no word has`)
  return word
}
