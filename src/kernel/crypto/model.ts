export { CipherAlgorithm, cipherAlgorithms, HashAlgorithm, hashAlgorithms } from './model/algorithms.ts'
export { canonicalText } from './model/canonical.ts'
export { nestingMax, readJson } from './model/read-json.ts'
export { cryptoMessages } from './model/messages.ts'
