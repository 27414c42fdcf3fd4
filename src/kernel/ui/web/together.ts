const gatherMilliseconds = 10
const atOnceMax = 200

/**
 * What a page asks for piece by piece at the same time goes in one request. Answers null for what the request, which
 * takes at most 200 ids, says nothing of.
 */
export function askTogether<Id, Answer>(
  ask: (ids: readonly Id[]) => Promise<ReadonlyMap<Id, Answer>>,
): (id: Id) => Promise<Answer | null> {
  type Waiting = { id: Id; resolve: (answer: Answer | null) => void; reject: (error: unknown) => void }
  let waiting: Waiting[] = []
  const send = async (asked: readonly Waiting[]) => {
    try {
      const found = await ask([...new Set(asked.map(({ id }) => id))])
      for (const { id, resolve } of asked) resolve(found.get(id) ?? null)
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
  }
  const sendAll = () => {
    const asked = waiting
    waiting = []
    for (let from = 0; from < asked.length; from += atOnceMax) void send(asked.slice(from, from + atOnceMax))
  }
  return (id) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setTimeout(sendAll, gatherMilliseconds)
      waiting.push({ id, resolve, reject })
    })
}
