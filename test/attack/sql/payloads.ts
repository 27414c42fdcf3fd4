/** The sequence that a text draws a number from, if it is ever read as SQL; a roll-back doesn't give numbers back. */
export const canary = 'attack_canary'

const draw = `nextval('${canary}')`

/**
 * Texts that draw a number where they are read as SQL: in a text, in a name, bare, in a comment's wake, in LIKE, in
 * JSON and arrays, in a search's words; and where they would make the database wait, they draw one first.
 */
export const readings: readonly string[] = [
  `'||${draw}||'`,
  `x') or ${draw}>0 --`,
  draw,
  `"||${draw}||"`,
  `1;select ${draw}--`,
  `x' and ${draw}>0 and pg_sleep(20) is not null and 'x'='x`,
  `desc,${draw}`,
  `\\';select ${draw};--`,
  `%' escape '!' or ${draw}>0 /*`,
  `{"a":"'||${draw}||'"}`,
  `x'::text||${draw}::text||'`,
  `$$||${draw}||$$`,
  `1) union select ${draw}::text --`,
  `x/**/'or/**/${draw}>0/**/or/**/'`,
]

/** The same for everything but a database: as long, with the same marks, but naming nothing that is there. */
export const twinOf = (text: string): string =>
  text
    .replaceAll('nextval', 'nextvam')
    .replaceAll(canary, 'attack_kanary')
    .replaceAll('select', 'selekt')
    .replaceAll('union', 'umion')
    .replaceAll('pg_sleep', 'pg_slaep')
    .replaceAll(/\bor\b/g, 'ur')
    .replaceAll(/\band\b/g, 'und')

/** Marks that end a text, open a comment or mean something in a pattern, a path or a search, one by one. */
export const marks: readonly string[] = [
  "'",
  '"',
  "''",
  '\\',
  '%',
  '_',
  '--',
  '/*',
  ';',
  '(((',
  'a & | !b :*',
  '$[*] ? (@ like_regex "(")',
  '{"',
  'E\\x',
  '$1',
  '?',
  ':a',
  '\u0000',
]
