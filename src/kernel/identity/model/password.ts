/** GB/T 22239-2019, 8.1.4.1 a): complexity is required; how much is set here. */
export const passwordLengthMin = 10
/** A longer one costs the server and gains nothing. */
export const passwordLengthMax = 128
export const passwordClassesMin = 3

export type PasswordFault = 'too_short' | 'too_long' | 'too_uniform' | 'too_common' | 'contains_login_name'

/** The words that the usual guesses are decorations of, and the runs of a keyboard. */
const commonCores = new Set([
  'password',
  'passwd',
  'pass',
  'admin',
  'administrator',
  'root',
  'user',
  'guest',
  'test',
  'welcome',
  'letmein',
  'login',
  'changeme',
  'secret',
  'default',
  'qwerty',
  'qwertyuiop',
  'asdfgh',
  'asdfghjkl',
  'zxcvbn',
  'zxcvbnm',
  'qazwsx',
  'qazwsxedc',
  'iloveyou',
  'woaini',
  'dragon',
  'monkey',
  'mima',
  'huawei',
  'yiwang',
  'chaoyang',
  'shuangta',
  'longcheng',
  'zhengfu',
  'liaoning',
  'china',
  'zhongguo',
])
const runs = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qazwsxedcrfvtgb',
]

/**
 * Everything that is wrong with a password, so that all can be said at once; empty when it may be used.
 * @example passwordFaults('steward', 'Steward2026!') // ['contains_login_name']
 */
export function passwordFaults(loginName: string, password: string): PasswordFault[] {
  const faults: PasswordFault[] = []
  const length = Array.from(password).length
  if (length < passwordLengthMin) faults.push('too_short')
  if (length > passwordLengthMax) faults.push('too_long')
  if (classes(password) < passwordClassesMin) faults.push('too_uniform')
  const plain = password.toLowerCase()
  if (isCommon(plain)) faults.push('too_common')
  if (loginName.length >= 3 && plain.includes(loginName.toLowerCase())) faults.push('contains_login_name')
  return faults
}

/** Lower case, upper case, digits, and everything else (Chinese characters included). */
function classes(password: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((pattern) => pattern.test(password)).length
}

const substitutes: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '3': 'e',
  $: 's',
  '5': 's',
  '7': 't',
}

function swap(text: string): string {
  return Array.from(text)
    .map((sign) => substitutes[sign] ?? sign)
    .join('')
}

/** A common word with digits and signs around it or look-alikes in it, one sign repeated, or a run of the keyboard. */
function isCommon(plain: string): boolean {
  const undecorated = plain.replace(/[\d\W_]+$/, '')
  const words = [plain, swap(undecorated), swap(plain)].map((text) => text.replace(/[^a-z]/g, ''))
  if (words.some((word) => commonCores.has(word))) return true
  if (new Set(plain).size <= 3) return true
  const letters = plain.replace(/[^a-z]/g, '')
  const digits = plain.replace(/\D/g, '')
  return isRun(letters) && isRun(digits) && (letters.length + digits.length) * 2 >= plain.length
}

function isRun(text: string): boolean {
  const reversed = Array.from(text).reverse().join('')
  return (
    new Set(text).size <= 1 ||
    /^(19|20)\d\d$/.test(text) ||
    runs.some((run) => run.includes(text) || run.includes(reversed))
  )
}

/** Without signs that are mistaken for one another when read from paper: no 0 O o, 1 l I i. */
const plainSigns = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789'
const groups = 4
const groupLength = 4

/**
 * A password for one sign-in, in groups that can be read aloud; over 90 bits, and within the rules above.
 * @param randomBytes from a source fit for secrets
 * @example oneTimePassword('zhang.wei', randomBytes) // 'Kx7m-9Qra-hT4v-Wb2n'
 */
export function oneTimePassword(loginName: string, randomBytes: (count: number) => Uint8Array): string {
  for (;;) {
    const signs: string[] = []
    while (signs.length < groups * groupLength) {
      for (const byte of randomBytes(groups * groupLength * 2)) {
        // What is left over above a whole multiple would favour the first signs.
        if (byte < 256 - (256 % plainSigns.length)) signs.push(plainSigns.charAt(byte % plainSigns.length))
      }
    }
    const password = Array.from({ length: groups }, (_, at) =>
      signs.slice(at * groupLength, (at + 1) * groupLength).join(''),
    ).join('-')
    if (passwordFaults(loginName, password).length === 0) return password
  }
}
