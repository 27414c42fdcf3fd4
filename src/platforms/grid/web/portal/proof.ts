import { api, asApiError } from '#kernel/ui/portal'
import { type Challenge, leadingZeros, type Proof } from '../../model/portal/proof.ts'
import { sha256 } from './sha256.ts'

const triesAtOnce = 1500

/** Tries answers, a few at a time, so that the page stays alive. */
async function solve({ challenge, bits }: Challenge): Promise<Proof> {
  const encoder = new TextEncoder()
  for (let answer = 0; ; answer += 1) {
    if (leadingZeros(sha256(encoder.encode(`${challenge}.${answer}`))) >= bits) return { challenge, answer }
    if (answer % triesAtOnce === 0) await new Promise((go) => setTimeout(go))
  }
}

/** Sends, and where the server asks for a proof of work near a limit, makes one and sends again. */
export async function withProof<Answer>(send: (proof?: Proof) => Promise<Answer>): Promise<Answer> {
  try {
    return await send()
  } catch (error) {
    if (asApiError(error).code !== 'portal.proof_needed') throw error
    return send(await solve(await api.get<Challenge>('/api/portal/challenge')))
  }
}
