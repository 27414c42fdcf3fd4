import { z } from 'zod'

/** SM3 is GB/T 32905; it is the log's default. The name stands beside every stored hash. */
export const hashAlgorithms = ['sm3', 'sha256'] as const
export const HashAlgorithm = z.enum(hashAlgorithms)
export type HashAlgorithm = z.infer<typeof HashAlgorithm>

/** SM4 (GB/T 32907) serves the sites that must use it: CBC, then HMAC-SM3 over everything. */
export const cipherAlgorithms = ['aes-256-gcm', 'sm4-cbc-sm3hmac'] as const
export const CipherAlgorithm = z.enum(cipherAlgorithms)
export type CipherAlgorithm = z.infer<typeof CipherAlgorithm>
